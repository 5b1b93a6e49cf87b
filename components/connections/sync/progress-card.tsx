import { doneSoFar, requestCount } from "@/components/connections/sync/run-words";
import { Card } from "@/components/ui/card";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** A run under way: how far, and what it has done so far. */
export function ProgressCard({ run }: { run: SyncRun }) {
  const { done, total } = run.progress;
  const isWaiting = run.status === "queued";
  const extent =
    total === null
      ? `${done.toLocaleString("en")} candidates so far`
      : `${done.toLocaleString("en")} of ${total.toLocaleString("en")} candidates`;
  return (
    <Card
      title={isWaiting ? "Sync about to start" : "Syncing now"}
      aside={isWaiting ? null : <span className="text-ink-soft tabular-nums">{extent}</span>}
    >
      {total === null || isWaiting ? (
        <progress className="progress mt-3" aria-label="Sync progress" />
      ) : (
        <progress className="progress mt-3" aria-label="Sync progress" max={Math.max(total, 1)} value={total === 0 ? 1 : done} />
      )}
      <p className="mt-2 text-ink-faint text-xs tabular-nums">
        {doneSoFar(run)} {requestCount(run.requests)} used.
      </p>
    </Card>
  );
}
