import { rolesWith } from "@/lib/auth/permissions";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { startKey } from "@/lib/hire-fields/rules";
import type { HireStatus } from "@/lib/hires/codes";
import { AHEAD_DAYS, LATE_DAYS, MOST_LISTED, type Span, STUCK_DAYS } from "@/lib/hires/emails/rules";
import { addDays, daysLater } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields } from "@/lib/settings/data";
import { Prisma } from "@/prisma/generated/client";

/** Who wants emails about hires, has joined and may see hires. */
const wanting = {
  accountId: { not: null },
  role: { in: [...rolesWith("hires.read")] },
  OR: [{ incompleteHireEmails: { not: "none" as const } }, { weeklyDigest: true }],
};
const shown = {
  id: true,
  name: true,
  email: true,
  timeZone: true,
  incompleteHireEmails: true,
  weeklyDigest: true,
  digestedAt: true,
} satisfies Prisma.UserSelect;

/** A member who wants emails about hires, and may see them. */
export type Reader = Prisma.UserGetPayload<{ select: typeof shown }>;

/** Returns the members who want emails about hires, and may see them. */
export function readersOf(tx: TenantTx): Promise<Reader[]> {
  return tx.user.findMany({ where: wanting, select: shown, orderBy: { id: "asc" } });
}

/** Returns one of them, locked until the transaction ends, so that one worker at a time decides what they are told; null who is none any more. */
export async function lockReader(tx: TenantTx, userId: string): Promise<Reader | null> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  return tx.user.findFirst({ where: { ...wanting, id: userId }, select: shown });
}

/** Returns since when the organization's sync is under way that may bring hires; null without one. */
export async function syncUnderWaySince(tx: TenantTx): Promise<Date | null> {
  const run = await tx.syncRun.findFirst({
    where: { status: { in: ["queued", "running"] }, trigger: { not: "preview" } },
    select: { createdAt: true },
  });
  return run?.createdAt ?? null;
}

/** Returns which people have alerts waiting, each in a span of their own. */
export async function peopleWithAlerts(
  tx: TenantTx,
  organizationId: OrganizationId,
  people: readonly { userId: string; span: Span }[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT p."userId"
    FROM unnest(${people.map(({ userId }) => userId)}::uuid[], ${people.map(({ span }) => span.from)}::timestamptz[],
      ${people.map(({ span }) => span.until)}::timestamptz[]) AS p("userId", "from", "until")
    WHERE EXISTS (
      SELECT 1 FROM "HireAlert" a WHERE a."organizationId" = ${organizationId}::uuid AND a."userId" = p."userId" AND a."settledAt" IS NULL
        AND a."at" >= p."from" AND a."at" < p."until")`;
  return new Set(rows.map(({ userId }) => userId));
}

/** What an email may tell of a hire. */
export interface EmailedHire {
  id: HireId;
  firstName: string | null;
  lastName: string | null;
  candidateId: bigint;
  startDate: string | null;
  status: HireStatus;
  missingFields: FieldName[];
  pendingSince: Date | null;
  isInvitationFailed: boolean;
}

/** The hires of an email who start first, and how many there are with the others. */
export interface EmailedHires {
  listed: EmailedHire[];
  total: number;
  /** The own fields of which one may be missing. */
  own: readonly OwnField[];
}

/** Returns those of these hires who are still pending because something is missing. */
export function stillIncomplete(tx: TenantTx, ids: readonly HireId[]): Promise<EmailedHires> {
  return emailed(
    tx,
    Prisma.sql`h."id" = ANY(${[...ids]}::uuid[]) AND h."tab" = 'pending' AND cardinality(h."missingFields") + cardinality(h."missingOwn") > 0`,
  );
}

/** Returns who starts in the days that a digest tells of. */
export function startingSoon(tx: TenantTx, organizationId: OrganizationId, today: string): Promise<EmailedHires> {
  const last = addDays(today, AHEAD_DAYS - 1);
  return emailed(
    tx,
    Prisma.sql`h."organizationId" = ${organizationId}::uuid AND h."tab" IN ('pending', 'on_hold', 'invited', 'started')
      AND h."startKey" BETWEEN ${startKey(today)} AND ${startKey(last)}`,
  );
}

/** Returns who is stuck: pending for long, not reached by the invitation, or not started although the first day is over. */
export function stuck(tx: TenantTx, organizationId: OrganizationId, { now, today }: { now: Date; today: string }): Promise<EmailedHires> {
  const own = Prisma.sql`"organizationId" = ${organizationId}::uuid`;
  return emailed(
    tx,
    Prisma.sql`h."tab" IN ('pending', 'on_hold', 'invited') AND h."id" IN (
      SELECT "id" FROM "NewHire" WHERE ${own} AND "tab" = 'pending' AND "pendingSince" < ${daysLater(now, -STUCK_DAYS)}
      UNION SELECT matching_new_hires(NULL, 'invitation_failed', NULL, ${2 ** 31 - 1})
      UNION SELECT "id" FROM "NewHire" WHERE ${own} AND "tab" IN ('pending', 'on_hold', 'invited')
        AND "startKey" >= ${startKey(addDays(today, -LATE_DAYS))} AND "startKey" < ${startKey(today)})`,
  );
}

async function emailed(tx: TenantTx, condition: Prisma.Sql): Promise<EmailedHires> {
  const rows = await tx.$queryRaw<(EmailedHire & { total: number })[]>`
    SELECT h."id", h."firstName", h."lastName", h."candidateId", h."startDate", h."status"::text AS "status",
      h."missingFields"::text[] || h."missingOwn" AS "missingFields", h."pendingSince", h."attention" @> ARRAY['invitation_failed'] AS "isInvitationFailed",
      (count(*) OVER ())::int AS "total"
    FROM "NewHire" h WHERE ${condition} ORDER BY h."startKey", h."id" LIMIT ${MOST_LISTED}`;
  return { listed: rows, total: rows[0]?.total ?? 0, own: await readOwnFields(tx) };
}
