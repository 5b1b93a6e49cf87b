import type { Author } from "@/lib/auth/actor";
import { rolesWith } from "@/lib/auth/permissions";
import type { HireStatus } from "@/lib/hires/codes";
import type { Span } from "@/lib/hires/emails/rules";
import type { HireState } from "@/lib/hires/status";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";

interface Change {
  id: HireId;
  current: { state: { status: HireStatus } } | null;
  next: Pick<HireState, "status" | "missingFields">;
}

/**
 * Notes for everyone who wants to know, the author of the change aside, which hires it made pending because something is missing. In the
 * transaction of the change: who is told of a hire is decided with it, and once.
 */
export async function noteArrivals(
  tx: TenantTx,
  changer: Author | { organizationId: OrganizationId },
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const arrived = changes.filter(({ current, next }) => isIncomplete(next) && current?.state.status !== "pending").map(({ id }) => id);
  if (arrived.length === 0) return;
  const author = "userId" in changer ? changer.userId : null;
  await tx.$executeRaw`
    INSERT INTO "HireAlert" ("organizationId", "newHireId", "userId", "at")
    SELECT u."organizationId", arrived."id", u."id", ${now}
    FROM "User" u CROSS JOIN unnest(${arrived}::uuid[]) AS arrived("id")
    WHERE u."organizationId" = ${changer.organizationId}::uuid AND u."incompleteHireEmails" <> 'none' AND u."accountId" IS NOT NULL
      AND u."role" = ANY(${rolesWith("hires.read")}::"Role"[]) AND u."id" IS DISTINCT FROM ${author}::uuid
    ORDER BY u."id", arrived."id"
    ON CONFLICT DO NOTHING`;
}

function isIncomplete({ status, missingFields }: Change["next"]): boolean {
  return status === "pending" && missingFields.length > 0;
}

/** Settles a person's waiting alerts of hires that arrived in a span of time, and returns these hires. */
export async function claimAlerts(tx: TenantTx, organizationId: OrganizationId, userId: string, span: Span, now: Date): Promise<HireId[]> {
  const rows = await tx.$queryRaw<{ newHireId: string }[]>`
    UPDATE "HireAlert" SET "settledAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "userId" = ${userId}::uuid AND "settledAt" IS NULL
      AND "at" >= ${span.from} AND "at" < ${span.until}
    RETURNING "newHireId"`;
  return rows.map(({ newHireId }) => asHireId(newHireId));
}

/** Has alerts wait again that were claimed for an email which the mail server did not take. */
export async function returnAlerts(tx: TenantTx, userId: string, ids: readonly HireId[], claimedAt: Date): Promise<void> {
  await tx.hireAlert.updateMany({ where: { userId, newHireId: { in: [...ids] }, settledAt: claimedAt }, data: { settledAt: null } });
}

/**
 * Marks a person's weekly digest as done with until now. Returns false when another worker has done so since `digestedAt` was read.
 */
export async function claimDigest(tx: TenantTx, userId: string, digestedAt: Date, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({ where: { id: userId, weeklyDigest: true, digestedAt }, data: { digestedAt: now } });
  return count > 0;
}

/** Has a digest be due again that was claimed for an email which the mail server did not take. */
export async function returnDigest(tx: TenantTx, userId: string, digestedAt: Date, claimedAt: Date): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, digestedAt: claimedAt }, data: { digestedAt } });
}
