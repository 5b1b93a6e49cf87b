import type { TenantTx } from "@/lib/platform/db";
import { UNKNOWN_ID } from "@/lib/sync-runs/rules";
import type { SyncRejection } from "@/lib/sync-runs/schema";
import { Prisma } from "@/prisma/generated/client";

/** Returns which of these skipped records are known: marked by an admin, and skipped for the reason that they were marked with. */
export async function knownAmong(tx: TenantTx, skipped: readonly SyncRejection[]): Promise<(record: SyncRejection) => boolean> {
  if (skipped.length === 0) return () => false;
  const ids = new Set(skipped.map(({ id }) => id));
  const rows = await tx.knownRejection.findMany({ where: { recordId: { in: [...ids] } } });
  const reasons = new Map(rows.map(({ kind, recordId, reason }) => [keyOf({ kind, id: recordId }), reason]));
  return (record) => reasons.get(keyOf(record)) === record.reason;
}

function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`;
}

/** How many of the stored records a row of "SyncRun" skipped are known. */
const knownStored = Prisma.sql`(
  SELECT count(*) FROM jsonb_to_recordset("SyncRun"."rejections") AS r("kind" text, "id" text, "reason" text)
  JOIN "KnownRejection" k
    ON k."organizationId" = "SyncRun"."organizationId" AND k."kind" = r."kind" AND k."recordId" = r."id" AND k."reason" = r."reason")`;

/** How many of the stored records a row of "SyncRun" skipped can't be marked as known. */
const unknownStored = Prisma.sql`(
  SELECT count(*) FROM jsonb_to_recordset("SyncRun"."rejections") AS r("id" text) WHERE r."id" = ${UNKNOWN_ID})`;

/** How many records the run before a row of "SyncRun" skipped, of those that the same thing starts: others may not look at all of them. */
const skippedBefore = Prisma.sql`(
  SELECT p."rejected" FROM "SyncRun" p
  WHERE p."organizationId" = "SyncRun"."organizationId" AND p."trigger" = "SyncRun"."trigger" AND p."status" = 'succeeded'
    AND (p."createdAt", p."id") < ("SyncRun"."createdAt", "SyncRun"."id")
  ORDER BY p."createdAt" DESC, p."id" DESC LIMIT 1)`;

/**
 * Whether a row of "SyncRun" that ended well changed nothing, and skipped nothing but what is known; part of a statement. Where records can't be
 * marked as known, since their ids could not be read or more were skipped than are stored, their number counts: the same one is no news.
 */
export const hasNothingToSay = Prisma.sql`
  "trigger" <> 'preview' AND "added" + "updated" + "invited" + "withdrawn" = 0 AND ("rejected" = ${knownStored} OR (
    ("rejected" > jsonb_array_length("SyncRun"."rejections") OR "rejected" = ${knownStored} + ${unknownStored})
    AND "rejected" IS NOT DISTINCT FROM ${skippedBefore}))`;
