import { Pill } from "@/components/ui/pill";
import * as m from "@/lib/messages/generated/connections/sync";
import { isUnderWay } from "@/lib/sync-runs/rules";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** How a run ended, or that it has not. */
export function RunResult({ run }: { run: SyncRun }) {
  if (isUnderWay(run)) return <Pill tone="info">{run.status === "queued" ? m.waiting() : m.running()}</Pill>;
  if (run.status === "failed") {
    return (
      <>
        <Pill tone="danger">{m.failed()}</Pill>
        {run.error ? <p className="mt-1 max-w-64 whitespace-normal text-danger text-xs">{run.error.message}</p> : null}
      </>
    );
  }
  if (run.counts.rejected > 0) return <Pill tone="warning">{m.skipped({ count: run.counts.rejected })}</Pill>;
  return <Pill tone="success">{m.succeeded()}</Pill>;
}

/** The records that could not be read, with the reason of each; Greenhouse's ids lead to them there. */
export function RejectedRecords({ run }: { run: SyncRun }) {
  const [shown, total] = [run.rejected.length, run.counts.rejected];
  return (
    <div className="text-xs">
      <p className="text-ink-soft">{total > shown ? m.skippedFirst({ shown, total }) : m.skippedRetried()}</p>
      <ul className="mt-1 max-h-64 space-y-1 overflow-y-auto">
        {run.rejected.map(({ kind, id, reason }) => (
          <li key={`${kind} ${id} ${reason}`} className="break-words text-ink-soft">
            {m.skippedRecord({ kind, id, reason, name: (text) => <span className="font-medium text-ink">{text}</span> })}
          </li>
        ))}
      </ul>
    </div>
  );
}
