import { doneSoFar } from "@/components/connections/sync/run-words";
import { Card } from "@/components/ui/card";
import * as m from "@/lib/messages/generated/connections/sync";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** A run under way: how far, and what it has done so far. */
export function ProgressCard({ run }: { run: SyncRun }) {
  const { done, total } = run.progress;
  const isWaiting = run.status === "queued";
  const extent = total === null ? m.candidatesChecked({ done }) : m.candidatesOfTotal({ done, total });
  return (
    <Card
      title={isWaiting ? m.starting() : m.syncing()}
      aside={isWaiting ? null : <span className="text-ink-soft tabular-nums">{extent}</span>}
    >
      {total === null || isWaiting ? (
        <progress className="progress mt-3" aria-label={m.progress()} />
      ) : (
        <progress className="progress mt-3" aria-label={m.progress()} max={Math.max(total, 1)} value={total === 0 ? 1 : done} />
      )}
      <p className="mt-2 text-ink-faint text-xs tabular-nums">{m.doneWithRequests({ done: doneSoFar(run), requests: run.requests })}</p>
    </Card>
  );
}
