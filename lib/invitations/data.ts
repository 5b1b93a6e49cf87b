import { openStatuses, RESEND_SECONDS } from "@/lib/invitations/rules";
import type { Invitation, MailStatus } from "@/lib/invitations/schema";
import { secondsLater } from "@/lib/platform/calendar";
import { asOrganizationId, type OrganizationId, type TenantTx, unsafeLookup } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

const invitationColumns = {
  id: true,
  status: true,
  trigger: true,
  sentTo: true,
  sentAt: true,
  acceptedAt: true,
  expiresAt: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  leaseUntil: true,
} as const satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationColumns }>;

/** An invitation as PostgreSQL puts it into JSON, where moments are texts. */
export type InvitationJson = {
  [Column in keyof InvitationRow]: InvitationRow[Column] extends Date | null
    ? string | Extract<InvitationRow[Column], null>
    : InvitationRow[Column];
};

const jsonMembers = Prisma.raw(
  Object.keys(invitationColumns)
    .map((column) => `'${column}', i."${column}"`)
    .join(", "),
);

/** The invitations of a hire as JSON (`InvitationJson[]`), newest first, for a statement that reads them with the hires. */
export function invitationsJson(newHireId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((
    SELECT json_agg(json_build_object(${jsonMembers}) ORDER BY i."createdAt" DESC, i."id" DESC) FROM "Invitation" i WHERE i."newHireId" = ${newHireId}
  ), '[]')`;
}

/** An invitation as the API shows it. */
export function toInvitation({ leaseUntil, ...row }: InvitationRow | InvitationJson): Invitation {
  const moment = (at: Date | string) => new Date(at).toISOString();
  return {
    ...row,
    isBeingSent: leaseUntil !== null,
    sentAt: row.sentAt && moment(row.sentAt),
    acceptedAt: row.acceptedAt && moment(row.acceptedAt),
    expiresAt: moment(row.expiresAt),
    createdAt: moment(row.createdAt),
  };
}

/** A hire's invitations, newest first. */
export function invitationsOf(tx: TenantTx, newHireId: HireId): Promise<InvitationRow[]> {
  return tx.invitation.findMany({ where: { newHireId }, select: invitationColumns, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

/** What is decided by about an earlier invitation. */
export type EarlierInvitation = Pick<InvitationRow, "trigger" | "sentTo" | "createdAt"> & { hasFailed: boolean };

/** Returns the invitations that these hires ever had, by hire. */
export async function invitationHistory(tx: TenantTx, newHireIds: readonly HireId[]): Promise<Map<HireId, EarlierInvitation[]>> {
  if (newHireIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<(EarlierInvitation & { newHireId: HireId })[]>`
    SELECT "newHireId", "trigger"::text AS "trigger", "sentTo", "createdAt", "failedAt" IS NOT NULL AS "hasFailed"
    FROM "Invitation" WHERE "newHireId" = ANY(${[...newHireIds]}::uuid[])`;
  return Map.groupBy(rows, (row) => row.newHireId);
}

/** Returns whether a hire has a link that opens (`linkState`), as a condition. */
export function hasOpenLink(organizationId: OrganizationId, newHireId: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Invitation" i WHERE i."organizationId" = ${organizationId}::uuid AND i."newHireId" = ${newHireId}
    AND i."status" = ANY(${[...openStatuses]}::text[]::"InvitationStatus"[]) AND i."expiresAt" > ${now})`;
}

/** Returns whether a person has to wait before sending to a hire's address again (`resendWait`), as a condition. */
export function mustWaitToResend(hire: { id: Prisma.Sql; address: Prisma.Sql }, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Invitation" i WHERE i."newHireId" = ${hire.id} AND i."trigger" = 'resend'
    AND i."sentTo" = ${hire.address} AND i."createdAt" > ${secondsLater(now, -RESEND_SECONDS)})`;
}

/** Whose link a token is, across organizations: only the token's holder can ask for it. Null for an unknown token. */
export async function unsafeFindByToken(
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<{ organizationId: OrganizationId; invitationId: string; newHireId: HireId } | null> {
  const row = await unsafeLookup("token_hash", Buffer.from(tokenHash).toString("hex"), (tx) =>
    tx.invitation.findUnique({ where: { tokenHash }, select: { id: true, organizationId: true, newHireId: true } }),
  );
  return row ? { organizationId: asOrganizationId(row.organizationId), invitationId: row.id, newHireId: asHireId(row.newHireId) } : null;
}

/** Whether invitations wait because the mail server is in trouble. */
export async function mailStatus(tx: TenantTx): Promise<MailStatus> {
  const waits = { status: "queued", serverTrouble: true, newHire: { suspendedAt: null } } as const;
  const waiting = await tx.invitation.count({ where: waits });
  const first = waiting === 0 ? null : await tx.invitation.findFirst({ where: waits, orderBy: { createdAt: "asc" } });
  const { mailHeldSince } = await tx.organization.findFirstOrThrow({ select: { mailHeldSince: true } });
  return {
    heldSince: mailHeldSince?.toISOString() ?? null,
    waiting,
    since: first?.createdAt.toISOString() ?? null,
    reason: first?.lastError ?? null,
  };
}

export interface ReminderCandidate {
  newHireId: HireId;
  sentTo: string;
  startDate: string | null;
  lastSentAt: Date;
  reminders: number;
}

/**
 * Returns invited people who had their last mail before a moment and fewer reminders than `most`, and who did not start, longest ago first.
 * OFFSET 0 keeps each hire's look-up by index. What an invitation says of reminders may be less than there were, so it only leaves out who had too many; the rest are counted.
 */
export async function remindable(
  tx: TenantTx,
  organizationId: OrganizationId,
  { sentBefore, most }: { sentBefore: Date; most: number },
  limit: number,
): Promise<ReminderCandidate[]> {
  const fewer = Array.from({ length: most }, (_, reminders) => reminders);
  return tx.$queryRaw<ReminderCandidate[]>`
    WITH open AS MATERIALIZED (
      SELECT DISTINCT "newHireId" FROM "Invitation"
      WHERE "organizationId" = ${organizationId}::uuid AND "status" IN ('sent', 'expired', 'revoked') AND "reminders" = ANY(${fewer}::int[])
        AND CASE WHEN "sentAt" IS NULL THEN "createdAt" ELSE "sentAt" END <= ${sentBefore}
    )
    SELECT h."id" AS "newHireId", h."personalEmail" AS "sentTo", h."startDate", last."at" AS "lastSentAt", last."reminders"
    FROM open CROSS JOIN LATERAL (SELECT * FROM "NewHire" one WHERE one."id" = open."newHireId" OFFSET 0) h
    CROSS JOIN LATERAL (
      SELECT max(coalesce(i."sentAt", i."createdAt")) AS "at", (count(*) FILTER (WHERE i."trigger" = 'reminder'))::int AS "reminders",
        bool_or(i."status" IN ('queued', 'failed')) AS "unsettled"
      FROM "Invitation" i WHERE i."organizationId" = h."organizationId" AND i."newHireId" = h."id"
    ) last
    WHERE h."status" = 'invited' AND h."suspendedAt" IS NULL AND h."personalEmail" IS NOT NULL AND cardinality(h."missingFields") = 0
      AND last."at" <= ${sentBefore} AND NOT last."unsettled" AND last."reminders" < ${most}
    ORDER BY last."at", h."id"
    LIMIT ${limit}`;
}

/** Whose invitation a report is about, across organizations: its id was in the mail. Null for an unknown one. */
export async function unsafeFindInvitation(
  invitationId: string,
): Promise<{ organizationId: OrganizationId; newHireId: HireId; sentTo: string } | null> {
  const row = await unsafeLookup("invitation", invitationId, (tx) =>
    tx.invitation.findUnique({ where: { id: invitationId }, select: { organizationId: true, newHireId: true, sentTo: true } }),
  );
  return row && { organizationId: asOrganizationId(row.organizationId), newHireId: asHireId(row.newHireId), sentTo: row.sentTo };
}

/** Returns whether any invitation of the organization was ever handed to the mail server. */
export async function hasSentAny(tx: TenantTx): Promise<boolean> {
  return (await tx.invitation.findFirst({ where: { NOT: { sentAt: null } }, select: { id: true } })) !== null;
}
