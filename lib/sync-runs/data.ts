import { z } from "zod";
import type { TenantTx } from "@/lib/platform/db";
import { staleCursor } from "@/lib/platform/errors";
import { type SyncRejection, type SyncRun, type SyncRunList, syncErrorCodes, syncPreviewSchema } from "@/lib/sync-runs/schema";
import type { SyncRun as SyncRunRow } from "@/prisma/generated/client";

/** Returns a run in the form of the API. */
function toSyncRun(row: Omit<SyncRunRow, "preview">): SyncRun {
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
    rejected: keptRejections(row),
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
  return row ? { ...toSyncRun(row), preview: row.preview === null ? null : syncPreviewSchema.parse(row.preview) } : null;
}

/** Returns the latest run that is not a preview; null before the first. */
export async function latestSyncRun(tx: TenantTx): Promise<SyncRun | null> {
  const row = await tx.syncRun.findFirst({
    where: { trigger: { not: "preview" } },
    omit: { preview: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return row ? toSyncRun(row) : null;
}

/** Returns a page of runs, newest first. The cursor is the id of the last run. */
export async function listSyncRuns(tx: TenantTx, query: { cursor?: string | undefined; limit: number }): Promise<SyncRunList> {
  const after = query.cursor === undefined ? null : await placeOf(tx, query.cursor);
  const rows = await tx.syncRun.findMany({
    where: after ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] } : {},
    omit: { preview: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  return { items: shown.map(toSyncRun), nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null };
}

async function placeOf(tx: TenantTx, cursor: string): Promise<{ id: string; createdAt: Date }> {
  const row = z.uuid().safeParse(cursor).success
    ? await tx.syncRun.findFirst({ where: { id: cursor }, select: { id: true, createdAt: true } })
    : null;
  if (row) return row;
  throw staleCursor();
}
