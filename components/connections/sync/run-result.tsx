import { Pill } from "@/components/ui/pill";
import * as m from "@/lib/messages/generated/connections/sync";
import { isUnderWay, newlySkipped } from "@/lib/sync-runs/rules";
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
  const skipped = newlySkipped(run);
  if (skipped > 0) return <Pill tone="warning">{m.skipped({ count: skipped })}</Pill>;
  return <Pill tone="success">{m.succeeded()}</Pill>;
}
