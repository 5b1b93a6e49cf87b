import type { TenantTx } from "@/lib/platform/db";
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

/** Whether a row of "SyncRun" that ended well changed nothing, and skipped nothing but what is known; part of a statement. */
export const hasNothingToSay = Prisma.sql`
  "trigger" <> 'preview' AND "added" + "updated" + "invited" + "withdrawn" = 0 AND "rejected" = (
    SELECT count(*) FROM jsonb_to_recordset("SyncRun"."rejections") AS r("kind" text, "id" text, "reason" text)
    JOIN "KnownRejection" k
      ON k."organizationId" = "SyncRun"."organizationId" AND k."kind" = r."kind" AND k."recordId" = r."id" AND k."reason" = r."reason")`;
