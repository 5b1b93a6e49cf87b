import type { SyncCounts, SyncRejection, SyncRun } from "@/lib/sync-runs/schema";

/** How long a worker's lease lasts without renewal. */
export const RUN_LEASE_SECONDS = 30;
/** The most rejections that are stored with their reasons; all are counted. */
export const MAX_REJECTIONS = 200;

/** What a record is called whose id could not be read. */
export const UNKNOWN_ID = "unknown";

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

/** Returns whether a run is queued or running. */
export function isUnderWay(run: Pick<SyncRun, "status">): boolean {
  return run.status === "queued" || run.status === "running";
}

/** Returns whether a skipped record can be marked as known: it can be told from others. */
export function canBeKnown({ id }: Pick<SyncRejection, "id">): boolean {
  return id !== UNKNOWN_ID;
}

/** Returns how many records a run skipped that are not known. */
export function newlySkipped({ counts, rejected }: Pick<SyncRun, "counts" | "rejected">): number {
  return counts.rejected - rejected.filter(({ known }) => known).length;
}

/** Returns the stored rejections with new ones added, and how many are new. A resumed run may report one twice. */
export function mergeRejections(kept: readonly SyncRejection[], more: readonly SyncRejection[]): { all: SyncRejection[]; fresh: number } {
  const known = new Set(kept.map((one) => `${one.kind} ${one.id}`));
  const fresh = more.filter((one) => !canBeKnown(one) || !known.has(`${one.kind} ${one.id}`));
  return { all: [...kept, ...fresh].slice(0, MAX_REJECTIONS), fresh: fresh.length };
}
