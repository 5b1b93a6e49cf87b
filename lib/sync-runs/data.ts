import type { TenantTx } from "@/lib/platform/db";
import { knownAmong } from "@/lib/sync-runs/known/data";
import { type SyncRejection, type SyncRun, syncErrorCodes, syncPreviewSchema } from "@/lib/sync-runs/schema";
import type { SyncRun as SyncRunRow } from "@/prisma/generated/client";

type StoredRun = Omit<SyncRunRow, "preview">;

/** Returns runs in the form of the API, in their order. */
async function toSyncRuns(tx: TenantTx, rows: readonly StoredRun[]): Promise<SyncRun[]> {
  const isKnown = await knownAmong(tx, rows.flatMap(keptRejections));
  const first = await firstImportAmong(tx, rows);
  return rows.map((row) => toSyncRun(row, { isKnown, isFirst: row.id === first }));
}

/** Returns the id of the first import that succeeded where it can be among some runs; null where it is not. */
async function firstImportAmong(tx: TenantTx, rows: readonly StoredRun[]): Promise<string | null> {
  // Asked for few runs: views of the connection are read all the time, and their last run is hardly ever one of these.
  if (!rows.some(({ trigger, status }) => trigger === "connect" && status === "succeeded")) return null;
  const first = await tx.syncRun.findFirst({
    where: { status: "succeeded", trigger: { not: "preview" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, trigger: true },
  });
  return first?.trigger === "connect" ? first.id : null;
}

function toSyncRun(row: StoredRun, { isKnown, isFirst }: { isKnown: (record: SyncRejection) => boolean; isFirst: boolean }): SyncRun {
  const code = syncErrorCodes.find((known) => known === row.errorCode);
  return {
    id: row.id,
    trigger: row.trigger,
    status: row.status,
    first: isFirst,
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
  const [run] = await toSyncRuns(tx, [row]);
  return run ? { ...run, preview: row.preview === null ? null : syncPreviewSchema.parse(row.preview) } : null;
}

/** Returns the latest run that is not a preview; null before the first. */
export async function latestSyncRun(tx: TenantTx): Promise<SyncRun | null> {
  const row = await tx.syncRun.findFirst({
    where: { trigger: { not: "preview" } },
    omit: { preview: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const [run = null] = await toSyncRuns(tx, row ? [row] : []);
  return run;
}

/** Returns runs by their ids, without what previews found; those that the organization doesn't have are left out. */
export async function findSyncRuns(tx: TenantTx, ids: readonly string[]): Promise<Map<string, SyncRun>> {
  const rows = await tx.syncRun.findMany({ where: { id: { in: [...ids] } }, omit: { preview: true } });
  return new Map((await toSyncRuns(tx, rows)).map((run) => [run.id, run]));
}
