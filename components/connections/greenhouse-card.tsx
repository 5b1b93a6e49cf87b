"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Sprout } from "lucide-react";
import { ConnectionPill } from "@/components/connections/connection-pill";
import { ButtonLink } from "@/components/ui/button-link";
import { Failure } from "@/components/ui/failure";
import { Moment } from "@/components/ui/moment";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";
import { greenhousePage } from "@/lib/platform/paths/pages";
import { isUnderWay } from "@/lib/sync-runs/rules";

/** Greenhouse among the partners: whether it is connected, how fresh it is, and the way to its own page. */
export function GreenhouseCard({ canChange }: { canChange: boolean }) {
  const { data, error, isFetching, refetch } = useQuery(greenhouseOptions());
  if (error && !data) return <Failure title={m.loadFailed()} error={error} busy={isFetching} onRetry={() => refetch()} />;
  const isNew = data?.status === "not_connected" && canChange;
  return (
    <section className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface p-5">
      <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-started-soft text-started">
        <Sprout className="size-6" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <h2>{m.greenhouse()}</h2>
          {data ? <ConnectionPill status={data.status} /> : <Skeleton className="h-5 w-24" />}
        </div>
        <p className="mt-1 text-pretty text-ink-soft">{m.greenhouseAbout()}</p>
        <p className="mt-1 min-h-4 text-ink-faint text-xs">{data ? <LastSync view={data} /> : null}</p>
      </div>
      {data ? null : <LoadingNote>{m.loading()}</LoadingNote>}
      <ButtonLink variant={isNew ? "primary" : "outline"} href={greenhousePage}>
        {isNew ? m.connectGreenhouse() : m.manage()}
        <ChevronRight className="size-4" aria-hidden />
      </ButtonLink>
    </section>
  );
}

function LastSync({ view: { status, attention, lastSync } }: { view: GreenhouseView }) {
  if (status === "needs_attention") return attention?.message ?? m.syncPaused();
  if (!lastSync) return m.notSyncedYet();
  if (isUnderWay(lastSync)) return m.syncingNow();
  const when = <Moment at={lastSync.finishedAt ?? lastSync.createdAt} />;
  return lastSync.status === "failed" ? m.lastSyncFailed({ when }) : m.lastSynced({ when });
}
