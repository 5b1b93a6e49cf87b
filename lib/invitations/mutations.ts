import { v5 as uuidv5 } from "uuid";
import type { InvitationRow } from "@/lib/invitations/data";
import { enqueueDeliveries } from "@/lib/invitations/enqueue";
import { expiryOf, mayBecome, openStatuses } from "@/lib/invitations/rules";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import { column, nullable } from "@/lib/platform/columns";
import { currentKeyId, deriveToken, hashToken } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/upsert";

/** The link's secret part of an invitation. */
export function tokenOf(invitation: { id: string; tokenKeyId: string }): string {
  return deriveToken(invitation.id, invitation.tokenKeyId);
}

/** The columns of a delivery's lease while no worker holds it. */
export const noLease = { leaseToken: null, leaseUntil: null };

const invitationTable = {
  name: "Invitation",
  columns: {
    id: column.uuid(),
    newHireId: column.uuid(),
    sentTo: column.text(),
    tokenHash: column.bytes(),
    trigger: column.enumeration<InvitationTrigger>("InvitationTrigger"),
    requestedBy: nullable(column.text()),
    tokenKeyId: column.text(),
    expiresAt: column.moment(),
    createdAt: column.moment(),
    reminders: column.int(),
    queuePlace: column.int(),
  },
};

export interface NewInvitations {
  trigger: InvitationTrigger;
  requestedBy?: string | null;
  expiresAfterDays: number;
  now: Date;
}

/**
 * Makes one invitation for each hire and puts its delivery on the queue, in the caller's transaction: either both exist
 * or neither does. A hire's second `automatic` invitation fails in the database. Answers the invitations.
 */
export async function createInvitations(
  tx: TenantTx,
  organizationId: OrganizationId,
  recipients: readonly { newHireId: HireId; sentTo: string }[],
  { trigger, requestedBy = null, expiresAfterDays, now }: NewInvitations,
): Promise<InvitationRow[]> {
  if (recipients.length === 0) return [];
  const tokenKeyId = currentKeyId();
  const expiresAt = expiryOf(now, expiresAfterDays);
  const { nextOf, firstPlace } = await nextInvitations(
    tx,
    organizationId,
    recipients.map(({ newHireId }) => newHireId),
  );
  const common = { trigger, requestedBy, tokenKeyId, expiresAt, createdAt: now };
  const rows = recipients.map((recipient, at) => {
    const { id, earlierReminders } = nextOf(recipient.newHireId);
    const reminders = earlierReminders + (trigger === "reminder" ? 1 : 0);
    const tokenHash = Buffer.from(hashToken(deriveToken(id, tokenKeyId))).toString("hex");
    return { id, ...recipient, tokenHash: `\\x${tokenHash}` as const, queuePlace: firstPlace + at, reminders, ...common };
  });
  await insertRows(tx, organizationId, invitationTable, rows);
  await enqueueDeliveries(
    tx,
    organizationId,
    rows.map(({ id, queuePlace }) => ({ invitationId: id, createdAt: now, queuePlace })),
  );
  return rows.map(({ id, sentTo }) => ({
    id,
    status: "queued",
    trigger,
    sentTo,
    sentAt: null,
    acceptedAt: null,
    expiresAt,
    attempts: 0,
    lastError: null,
    leaseUntil: null,
    createdAt: now,
  }));
}

interface NextInvitation {
  id: string;
  earlierReminders: number;
}

/**
 * Returns each hire's next invitation: its id, and the number of reminders before it. The id is derived from what Greenhouse calls the
 * application and how many invitations there were: where a backup is restored, the next sync makes the same invitation again, with the
 * Message-ID and the link of the email that the person may have already. An invitation never moves to another hire, so that no id comes twice.
 * Returns also the place in the queue behind those that wait for their first attempt or for the mail server; who waits for a recipient's
 * mailbox keeps nobody behind.
 */
async function nextInvitations(
  tx: TenantTx,
  organizationId: OrganizationId,
  newHireIds: readonly HireId[],
): Promise<{ nextOf: (newHireId: HireId) => NextInvitation; firstPlace: number }> {
  const rows = await tx.$queryRaw<{ id: HireId; applicationId: bigint; earlier: number; earlierReminders: number; firstPlace: number }[]>`
    SELECT h."id", "applicationId", "earlier", "earlierReminders",
      coalesce((SELECT "queuePlace" + 1 FROM "Invitation"
        WHERE "organizationId" = ${organizationId}::uuid AND "status" = 'queued' AND ("attempts" = 0 OR "serverTrouble")
        ORDER BY "createdAt" DESC, "queuePlace" DESC LIMIT 1), 0) AS "firstPlace"
    FROM "NewHire" AS h CROSS JOIN LATERAL (
      SELECT count(*)::int AS "earlier", (count(*) FILTER (WHERE "trigger" = 'reminder'))::int AS "earlierReminders"
      FROM "Invitation" WHERE "newHireId" = h."id"
    ) AS counted
    WHERE h."id" = ANY(${[...newHireIds]}::uuid[])`;
  const next = new Map(
    rows.map(({ id, applicationId, earlier, earlierReminders }) => [
      id,
      { id: uuidv5(`${applicationId}/${earlier + 1}`, organizationId), earlierReminders },
    ]),
  );
  const nextOf = (newHireId: HireId) => {
    const found = next.get(newHireId);
    if (!found) throw new Error("an invitation for a hire that is not there");
    return found;
  };
  return { nextOf, firstPlace: rows[0]?.firstPlace ?? 0 };
}

/** Ends the links of these hires because a newer one takes their place. */
export async function replaceInvitations(tx: TenantTx, newHireIds: readonly string[], now: Date): Promise<void> {
  if (newHireIds.length === 0) return;
  await tx.invitation.updateMany({
    where: { newHireId: { in: [...newHireIds] }, status: { in: mayBecome("replaced") } },
    data: { status: "replaced", endedAt: now, serverTrouble: false },
  });
}

/** Ends the links of hires who are no longer hired. */
export async function revokeInvitations(tx: TenantTx, newHireIds: readonly string[], now: Date): Promise<void> {
  if (newHireIds.length === 0) return;
  await tx.invitation.updateMany({
    where: { newHireId: { in: [...newHireIds] }, status: { in: mayBecome("revoked") } },
    data: { status: "revoked", endedAt: now, serverTrouble: false },
  });
}

/**
 * Opens the newest link of these hires again, as it was before it was revoked, because they are hired again. A link whose time is over, or
 * that a newer one replaced, stays ended.
 */
export async function reopenInvitations(tx: TenantTx, newHireIds: readonly HireId[], now: Date): Promise<void> {
  if (newHireIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Invitation" AS i SET "endedAt" = NULL, "status" = (
      CASE WHEN i."failedAt" IS NOT NULL THEN 'failed' WHEN i."sentAt" IS NOT NULL THEN 'sent' ELSE 'queued' END)::"InvitationStatus"
    WHERE i."newHireId" = ANY(${[...newHireIds]}::uuid[]) AND i."status" = 'revoked' AND i."expiresAt" > ${now}
      AND NOT EXISTS (SELECT FROM "Invitation" n WHERE n."newHireId" = i."newHireId" AND (n."createdAt", n."id") > (i."createdAt", i."id"))`;
}

/** Puts the deliveries of the invitations that wait for these hires, or for anyone, on the queue. Returns how many. */
export async function deliverWaiting(tx: TenantTx, organizationId: OrganizationId, newHireIds: readonly HireId[] | "all"): Promise<number> {
  if (newHireIds.length === 0) return 0;
  const rows = await tx.invitation.findMany({
    where: { status: "queued", ...(newHireIds === "all" ? {} : { newHireId: { in: [...newHireIds] } }) },
    select: { id: true, createdAt: true, queuePlace: true },
  });
  await enqueueDeliveries(
    tx,
    organizationId,
    rows.map(({ id, ...row }) => ({ invitationId: id, ...row })),
  );
  return rows.length;
}

/**
 * Gives up on a delivery, or learns that the mail came back. Answers whether that is news. Of a link that was disabled it is noted and no
 * news: it may work again.
 */
export async function markFailed(tx: TenantTx, invitationId: string, reason: string, now: Date): Promise<boolean> {
  await tx.invitation.updateMany({
    where: { id: invitationId, status: "revoked", failedAt: null },
    data: { lastError: reason, failedAt: now },
  });
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: { in: mayBecome("failed") } },
    data: { status: "failed", ...noLease, lastError: reason, serverTrouble: false, failedAt: now },
  });
  return count > 0;
}

/** Records the acceptance once; returns false when the link does not work, or no longer. */
export async function markAccepted(tx: TenantTx, invitationId: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: { in: [...openStatuses] }, expiresAt: { gt: now } },
    data: { status: "accepted", acceptedAt: now, ...noLease },
  });
  return count > 0;
}

/** Marks links whose time is over. */
export async function expireInvitations(tx: TenantTx, now: Date): Promise<number> {
  const { count } = await tx.invitation.updateMany({
    where: { status: { in: mayBecome("expired") }, expiresAt: { lte: now } },
    data: { status: "expired", endedAt: now, serverTrouble: false },
  });
  return count;
}
