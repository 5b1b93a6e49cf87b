import type { TenantTx } from "@/lib/platform/db";
import { knownAmong } from "@/lib/sync-runs/known/data";
import { type SyncRejection, type SyncRun, syncErrorCodes, syncPreviewSchema } from "@/lib/sync-runs/schema";
import type { SyncRun as SyncRunRow } from "@/prisma/generated/client";

/** Returns a run in the form of the API. */
function toSyncRun(row: Omit<SyncRunRow, "preview">, isKnown: (record: SyncRejection) => boolean): SyncRun {
  const code = syncErrorCodes.find((known) => known === row.errorCode);
  return {
    id: row.id,
    trigger: row.trigger,
    status: row.status,
    requestedBy: row.requestedBy,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    requests: row.requests,
    counts: {
      offersSeen: row.offersSeen,
      candidatesFetched: row.candidatesFetched,
      added: row.added,
      updated: row.updated,
      unchanged: row.unchanged,
      invited: row.invited,
      withdrawn: row.withdrawn,
      rejected: row.rejected,
    },
    rejected: keptRejections(row).map((record) => ({ ...record, known: isKnown(record) })),
    error: code ? { code, message: row.errorMessage ?? "" } : null,
    progress: { done: row.progressDone, total: row.progressTotal },
    preview: null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Returns the stored rejections of a run as the API describes them; only lib/sync-runs/mutations.ts writes them. */
export function keptRejections(row: Pick<SyncRunRow, "rejections">): SyncRejection[] {
  return (row.rejections as unknown as SyncRejection[]).map(({ kind, id, reason }) => ({ kind, id, reason }));
}

/** Returns one run, a preview with its findings; null when the organization doesn't have it. */
export async function findSyncRun(tx: TenantTx, id: string): Promise<SyncRun | null> {
  const row = await tx.syncRun.findFirst({ where: { id } });
  if (!row) return null;
  return {
    ...toSyncRun(row, await knownAmong(tx, keptRejections(row))),
    preview: row.preview === null ? null : syncPreviewSchema.parse(row.preview),
  };
}

/** Returns the latest run that is not a preview; null before the first. */
export async function latestSyncRun(tx: TenantTx): Promise<SyncRun | null> {
  const row = await tx.syncRun.findFirst({
    where: { trigger: { not: "preview" } },
    omit: { preview: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return row && toSyncRun(row, await knownAmong(tx, keptRejections(row)));
}

/** Returns runs by their ids, without what previews found; those that the organization doesn't have are left out. */
export async function findSyncRuns(tx: TenantTx, ids: readonly string[]): Promise<Map<string, SyncRun>> {
  const rows = await tx.syncRun.findMany({ where: { id: { in: [...ids] } }, omit: { preview: true } });
  const isKnown = await knownAmong(tx, rows.flatMap(keptRejections));
  return new Map(rows.map((row) => [row.id, toSyncRun(row, isKnown)]));
}
