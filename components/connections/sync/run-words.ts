import type { SyncRun, SyncTrigger } from "@/lib/sync-runs/schema";

const triggerWords: Record<SyncTrigger, string> = {
  schedule: "Schedule",
  manual: "By hand",
  webhook: "Webhook",
  connect: "First sync",
  preview: "Preview",
};

/** Who or what asked for a run. */
export function startedBy(run: SyncRun): string {
  return run.requestedBy ?? triggerWords[run.trigger];
}

const count = (value: number) => value.toLocaleString("en");

/** What a run has done so far: "38 added, 3 updated, 31 invited." */
export function doneSoFar({ counts }: Pick<SyncRun, "counts">): string {
  const parts = [`${count(counts.added)} added`, `${count(counts.updated)} updated`, `${count(counts.invited)} invited`];
  if (counts.withdrawn > 0) parts.push(`${count(counts.withdrawn)} withdrawn`);
  if (counts.rejected > 0) parts.push(`${count(counts.rejected)} rejected`);
  return `${parts.join(", ")}.`;
}

/** Requests with their unit. */
export function requestCount(requests: number): string {
  return `${count(requests)} ${requests === 1 ? "request" : "requests"}`;
}
