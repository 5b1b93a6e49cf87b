import { Pill } from "@/components/ui/pill";
import { isUnderWay } from "@/lib/sync-runs/rules";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** How a run ended, or that it has not. */
export function RunResult({ run }: { run: SyncRun }) {
  if (isUnderWay(run)) return <Pill tone="invited">{run.status === "queued" ? "Waiting" : "Running"}</Pill>;
  if (run.status === "failed") {
    return (
      <>
        <Pill tone="danger">Failed</Pill>
        {run.error ? <p className="mt-1 max-w-64 whitespace-normal text-danger text-xs">{run.error.message}</p> : null}
      </>
    );
  }
  if (run.counts.rejected > 0) return <Pill tone="pending">{run.counts.rejected.toLocaleString("en")} rejected</Pill>;
  return <Pill tone="started">Succeeded</Pill>;
}

/** The records that did not fit, with the reason of each; Greenhouse's ids lead to them there. */
export function RejectedRecords({ run }: { run: SyncRun }) {
  return (
    <div className="text-xs">
      <p className="text-ink-soft">
        These stay in Greenhouse and are tried again at every sync.
        {run.counts.rejected > run.rejected.length
          ? ` The first ${run.rejected.length} of ${run.counts.rejected.toLocaleString("en")}:`
          : ""}
      </p>
      <ul className="mt-1 max-h-64 space-y-1 overflow-y-auto">
        {run.rejected.map(({ kind, id, reason }) => (
          <li key={`${kind} ${id} ${reason}`} className="break-words">
            <span className="font-medium">
              {kind === "offer" ? "Offer" : "Candidate"} {id}
            </span>{" "}
            <span className="text-ink-soft">{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
