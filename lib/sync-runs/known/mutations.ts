import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { findSyncRun } from "@/lib/sync-runs/data";
import { hasNothingToSay } from "@/lib/sync-runs/known/data";
import { canBeKnown } from "@/lib/sync-runs/rules";
import type { MarkKnown, SyncRun } from "@/lib/sync-runs/schema";

/** How many earlier runs are folded or unfolded at once: what is shown first. Those before stay as they are. */
const MOST_RUNS = 500;

/**
 * Marks a record that a run skipped as known, for the reason that it was skipped with, or as known no longer; it counts for every run that ends from now on, and for the newest of those before. Returns
 * the run. Throws `not_found` where the organization has no such run, or the run skipped no such record.
 */
export async function markKnown(tx: TenantTx, actor: Actor, runId: string, { kind, id, known }: MarkKnown, now: Date): Promise<SyncRun> {
  const { organizationId } = actor;
  const run = await findSyncRun(tx, runId);
  if (!run) throw notFound("sync run");
  const record = run.rejected.find((one) => one.kind === kind && one.id === id);
  if (!record || !canBeKnown(record)) throw notFound("skipped record");
  if (record.known === known) return run;
  const { integrationId } = await tx.syncRun.findFirstOrThrow({ where: { id: runId }, select: { integrationId: true } });
  const { reason } = record;
  const key = { organizationId, kind, recordId: id };
  if (known) {
    await tx.knownRejection.upsert({
      where: { organizationId_kind_recordId: key },
      create: { ...key, reason, at: now },
      update: { reason, at: now },
    });
  } else {
    await tx.knownRejection.deleteMany({ where: key });
  }
  // A run under way decides for itself when it ends, and must not wait for this.
  await tx.$executeRaw`
    UPDATE "SyncRun" SET "quiet" = NOT "quiet"
    WHERE "id" IN (
        SELECT r."id" FROM "SyncRun" r
        WHERE r."organizationId" = ${organizationId}::uuid AND r."status" = 'succeeded' AND r."rejected" > 0
          AND r."rejections" @> ${JSON.stringify([{ kind, id }])}::jsonb
        ORDER BY r."createdAt" DESC LIMIT ${MOST_RUNS})
      AND "quiet" IS DISTINCT FROM (${hasNothingToSay})`;
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: known ? "greenhouse.record_known" : "greenhouse.record_not_known",
    subject: `integration:${integrationId}`,
    changes: { [kind]: [null, id] },
  });
  return (await findSyncRun(tx, runId)) ?? run;
}
