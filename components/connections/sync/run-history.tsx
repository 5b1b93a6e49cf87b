"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RunCards } from "@/components/connections/sync/run-cards";
import { RunTable } from "@/components/connections/sync/run-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Pager } from "@/components/ui/pager";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/connections/sync";
import { syncRunListOptions } from "@/lib/sync-runs/queries";

const skeletonRows = ["a", "b", "c", "d", "e"];

/** Every run, newest first, in pages; those in a row that changed nothing are one line. */
export function RunHistory() {
  const [trail, setTrail] = useState<string[]>([]);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(syncRunListOptions(trail.at(-1)));
  const next = isPlaceholderData ? null : (data?.nextCursor ?? null);

  return (
    <Card ruled title={m.history()} className="@container overflow-hidden">
      {error && !data ? (
        <div className="p-4">
          <Failure title={m.historyFailed()} error={error} busy={isFetching} onRetry={() => refetch()} />
        </div>
      ) : null}
      {!data && !error ? <HistorySkeleton /> : null}
      {data?.items.length === 0 ? <EmptyState title={m.noRuns()}>{m.noRunsText()}</EmptyState> : null}
      {data && data.items.length > 0 ? (
        <>
          <RunTable lines={data.items} />
          <RunCards lines={data.items} />
        </>
      ) : null}
      {trail.length > 0 || next !== null ? (
        <Pager
          back={{ label: m.newer(), go: trail.length > 0 ? () => setTrail(trail.slice(0, -1)) : null }}
          on={{ label: m.older(), go: next === null ? null : () => setTrail([...trail, next]) }}
        >
          {m.page({ page: trail.length + 1 })}
        </Pager>
      ) : null}
    </Card>
  );
}

function HistorySkeleton() {
  return (
    <div className="divide-y divide-line">
      <LoadingNote>{m.historyLoading()}</LoadingNote>
      {skeletonRows.map((row) => (
        <div key={row} className="flex h-11 items-center gap-8 px-5">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-5 w-20" />
          <Skeleton className="h-3.5 w-20 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
