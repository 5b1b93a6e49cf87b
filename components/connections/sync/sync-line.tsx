"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections/sync-line";
import { greenhousePage } from "@/lib/platform/paths/pages";
import { isUnderWay } from "@/lib/sync-runs/rules";

function Line({ color, children }: { color: string; children: ReactNode }) {
  return (
    <p className="mt-1 text-ink-soft">
      <span className={clsx("mr-1.5 inline-block size-1.5 rounded-full align-middle", color)} aria-hidden />
      {children}
    </p>
  );
}

function NextSync({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null || now === null) return null;
  return <> {new Date(at).getTime() - now < 15_000 ? m.nextStarting() : m.next({ when: <Moment at={at} /> })}</>;
}

/** One sentence above the list: how fresh it is, or the step that makes it fresh. */
export function SyncLine() {
  const { data, isError } = useQuery(greenhouseOptions());
  // What was read before is not how fresh the list is now.
  if (isError) return <Line color="bg-withdrawn">{m.unknown()}</Line>;
  if (!data) {
    return (
      <div className="mt-1 flex h-5 items-center">
        <Skeleton className="h-3.5 w-80 max-w-full" />
      </div>
    );
  }
  return <SyncSentence view={data} />;
}

function SyncSentence({ view }: { view: GreenhouseView }) {
  const { status, lastSync, attention, nextSyncAt } = view;
  const link = (words: ReactNode) => (
    <Link href={greenhousePage} className="text-accent underline underline-offset-2">
      {words}
    </Link>
  );
  if (status === "not_connected") return <Line color="bg-withdrawn">{m.notConnected({ link })}</Line>;
  if (status === "needs_attention") {
    return <Line color="bg-danger">{m.needsAttention({ reason: attention?.message ?? m.stopped(), link })}</Line>;
  }
  if (lastSync && isUnderWay(lastSync)) {
    const { done, total } = lastSync.progress;
    return <Line color="bg-invited">{total === null ? m.syncing() : m.syncingProgress({ done, total })}</Line>;
  }
  if (!lastSync?.finishedAt) {
    return (
      <Line color="bg-started">
        {m.connected()}
        <NextSync at={nextSyncAt} />
      </Line>
    );
  }
  const when = <Moment at={lastSync.finishedAt} />;
  const isFailed = lastSync.status === "failed";
  return (
    <Line color={isFailed ? "bg-pending" : "bg-started"}>
      {isFailed ? m.failed({ when, link }) : m.synced({ when })}
      <NextSync at={nextSyncAt} />
    </Line>
  );
}
