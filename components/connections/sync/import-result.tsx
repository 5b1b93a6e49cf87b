import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { doneSoFar } from "@/components/connections/sync/run-words";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { NotLoaded } from "@/components/ui/not-loaded";
import { newHireCountsOptions } from "@/lib/hires/queries";
import type { NewHireCounts } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/connections/sync";
import { newHiresPage } from "@/lib/platform/paths/pages";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** How many hires the first import found and in which state all are, with a link to the list of each state; of a later import, what it did. */
export function ImportResult({ run }: { run: SyncRun }) {
  // Counts read before the import would show no hires.
  const query = useQuery({ ...newHireCountsOptions(), refetchOnMount: "always" });
  const [readBefore] = useState(query.dataUpdatedAt);
  const counts = query.dataUpdatedAt === readBefore ? undefined : query.data;
  if (!counts)
    return (
      <NotLoaded query={{ ...query, data: counts }} className="block">
        {m.importNotCounted()}
      </NotLoaded>
    );
  const all = counts.pending + counts.onHold + counts.invited + counts.started + counts.withdrawn + counts.excluded;
  return (
    <Card
      title={run.first ? m.firstImport({ count: run.counts.added }) : m.reconnected()}
      aside={
        all > 0 ? (
          <ButtonLink variant="primary" icon={<ArrowRight className="size-4" aria-hidden />} href={newHiresPage}>
            {m.viewHires()}
          </ButtonLink>
        ) : null
      }
    >
      {run.first ? <Standing found={run.counts.added} counts={counts} all={all} /> : <p className="mt-1 text-ink-soft">{doneSoFar(run)}</p>}
    </Card>
  );
}

function Standing({ found, counts, all }: { found: number; counts: NewHireCounts; all: number }) {
  const standing = [
    { tab: "invited", count: counts.invited, words: m.importedInvited },
    { tab: "pending", count: counts.pending, words: m.importedPending },
    { tab: "on_hold", count: counts.onHold, words: m.importedOnHold },
    { tab: "started", count: counts.started, words: m.importedStarted },
    { tab: "withdrawn", count: counts.withdrawn, words: m.withdrawn },
    { tab: "excluded", count: counts.excluded, words: m.importedExcluded },
  ].filter(({ count }) => count > 0);
  return (
    <>
      {found === 0 ? <p className="mt-1 text-pretty text-ink-soft">{m.firstImportNone()}</p> : null}
      {/* Hires were added by hand before, or by a sync since. */}
      {all === found ? null : <p className="mt-1 text-ink-soft">{m.importedAmong()}</p>}
      {all > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          {standing.map(({ tab, count, words }) => (
            <li key={tab}>
              <Link href={`${newHiresPage}?status=${tab}`} className="text-accent underline underline-offset-2">
                {words({ count })}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
