"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { LoadingNote } from "@/components/ui/skeleton";
import { useOwnTimeZone } from "@/components/ui/time-zone";
import { timeSpan } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/sync";
import { foldedRunsOptions } from "@/lib/sync-runs/queries";
import type { SyncRun, SyncRunLine } from "@/lib/sync-runs/schema";

/** A line that stands for several runs. */
export type Fold = SyncRunLine & { folded: NonNullable<SyncRunLine["folded"]> };

/** Returns whether a line stands for several runs. */
export function isFold(line: SyncRunLine): line is Fold {
  return line.folded !== null;
}

/** How many runs changed nothing, and from when to when. */
export function FoldSentence({ line }: { line: Fold }) {
  const timeZone = useOwnTimeZone();
  return (
    <>
      <span className="mr-2 font-medium">{m.folded({ count: line.folded.runs })}</span>
      <span className="text-ink-soft">{timeSpan(new Date(line.folded.oldestAt), new Date(line.createdAt), timeZone)}</span>
    </>
  );
}

interface FoldedRunsProps {
  line: Fold;
  /** Shows the runs that were read so far. */
  rows: (runs: readonly SyncRun[]) => ReactNode;
  /** Puts what is said beside them in its place. */
  aside: (content: ReactNode) => ReactNode;
}

/** The runs that a line stands for, read when it is opened, page after page. */
export function FoldedRuns({ line, rows, aside }: FoldedRunsProps) {
  const list = useInfiniteQuery(foldedRunsOptions(line.id, line.folded.oldestId));
  return (
    <>
      {list.isPending ? aside(<LoadingNote>{m.historyLoading()}</LoadingNote>) : null}
      {list.error && !list.data
        ? aside(<Failure title={m.historyFailed()} error={list.error} busy={list.isFetching} onRetry={() => list.refetch()} />)
        : null}
      {rows(list.data?.pages.flatMap(({ items }) => items) ?? [])}
      {list.hasNextPage
        ? aside(
            <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
              {m.moreSyncs()}
            </Button>,
          )
        : null}
    </>
  );
}
