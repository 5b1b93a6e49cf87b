import type { SyncCounts, SyncRejection, SyncRun } from "@/lib/sync-runs/schema";

/** A worker that runs a sync renews its lease; one that was killed loses it after this long. */
export const RUN_LEASE_SECONDS = 30;
/** So many rejections are kept with their reasons; the count goes on. */
export const MAX_REJECTIONS = 200;

export const noCounts: SyncCounts = {
  offersSeen: 0,
  candidatesFetched: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  invited: 0,
  withdrawn: 0,
  rejected: 0,
};

/** Whether a run has not ended yet. */
export function isUnderWay(run: Pick<SyncRun, "status">): boolean {
  return run.status === "queued" || run.status === "running";
}

/** The kept rejections after more came in; one that a resumed run meets again stands once. */
export function mergeRejections(kept: readonly SyncRejection[], more: readonly SyncRejection[]): { all: SyncRejection[]; fresh: number } {
  const known = new Set(kept.map((one) => `${one.kind} ${one.id}`));
  const fresh = more.filter((one) => one.id === "unknown" || !known.has(`${one.kind} ${one.id}`));
  return { all: [...kept, ...fresh].slice(0, MAX_REJECTIONS), fresh: fresh.length };
}
