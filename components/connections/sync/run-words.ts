import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/sync";
import { newlySkipped } from "@/lib/sync-runs/rules";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** Returns who or what asked for a run. */
export function startedBy({ requestedBy, trigger }: SyncRun): string {
  return requestedBy ?? m.trigger({ trigger });
}

/** Returns what a run has done so far: "38 added, 3 updated and 31 invited". */
export function doneSoFar(run: Pick<SyncRun, "counts" | "rejected">): string {
  const { added, updated, invited, withdrawn } = run.counts;
  const skipped = newlySkipped(run);
  return listOf([
    m.added({ count: added }),
    m.updated({ count: updated }),
    m.invited({ count: invited }),
    ...(withdrawn > 0 ? [m.withdrawn({ count: withdrawn })] : []),
    ...(skipped > 0 ? [m.skipped({ count: skipped })] : []),
  ]);
}
