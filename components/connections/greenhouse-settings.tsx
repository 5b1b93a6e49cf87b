"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { ApprovalRefusal } from "@/components/connections/connect/approval-refusal";
import { HowCard } from "@/components/connections/connect/how-card";
import { type ApprovalReturn, useApprovalReturn } from "@/components/connections/connect/use-approval-return";
import { firstWay, isOnV1 } from "@/components/connections/connect/ways";
import { ConnectionPill } from "@/components/connections/connection-pill";
import { GreenhouseConnection } from "@/components/connections/greenhouse-connection";
import { SyncNowButton } from "@/components/connections/sync/sync-now-button";
import { WebhookCard } from "@/components/connections/webhook-card";
import { Failure } from "@/components/ui/failure";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseGrant } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

interface GreenhouseSettingsProps {
  canChange: boolean;
  returned: ApprovalReturn;
}

/** Greenhouse's settings: the connection and its state, the go-live date, and what the syncs did. */
export function GreenhouseSettings({ canChange, returned }: GreenhouseSettingsProps) {
  const { data: view, error, isFetching, refetch } = useQuery(greenhouseOptions());
  const { refusal, forget } = useApprovalReturn(returned);
  const [chosen, setChosen] = useState<GreenhouseGrant | null>(null);
  const isConnected = view !== undefined && view.status !== "not_connected";
  const way = chosen ?? (view && !isConnected && canChange ? firstWay(view) : null);
  const hasAside = way !== null || !view || (isConnected && view.webhook !== null);
  const mayBeginAgain = canChange && way === null && view?.approvalOffered;

  function close() {
    setChosen(null);
    forget();
  }

  return (
    <>
      <div className="mt-1 flex min-h-9 flex-wrap items-center gap-3">
        <h1>{m.greenhouse()}</h1>
        {view ? <ConnectionPill status={view.status} /> : null}
        <div className="ml-auto">
          <SyncNowButton variant={view?.status === "connected" && way === null && !isOnV1(view) ? "primary" : "outline"} />
        </div>
      </div>
      <p className="mt-1 min-h-5 text-ink-soft">
        {isConnected ? m.connectedIntro() : null}
        {way !== null && !isConnected ? m.connectIntro() : null}
      </p>
      <div className={clsx("mt-5 grid grid-cols-[minmax(0,1fr)] gap-6", hasAside && "xl:grid-cols-[minmax(0,1fr)_20rem]")}>
        <div className="min-w-0 space-y-4">
          {refusal ? <ApprovalRefusal error={refusal} onAgain={mayBeginAgain ? () => setChosen("authorization_code") : null} /> : null}
          {view ? (
            <GreenhouseConnection
              view={view}
              canChange={canChange}
              way={way}
              onWay={setChosen}
              onCancel={() => setChosen(null)}
              onConnected={close}
            />
          ) : null}
          {error && !view ? <Failure title={m.loadFailed()} error={error} busy={isFetching} onRetry={() => refetch()} /> : null}
          {!view && !error ? <ConnectionSkeleton /> : null}
        </div>
        {hasAside ? (
          <aside aria-label={m.aboutConnection()} className="space-y-4">
            {way === null ? null : <HowCard way={way} />}
            {isConnected && view.webhook ? <WebhookCard webhook={view.webhook} canChange={canChange} /> : null}
            {!view && !error ? <div className="h-80 rounded-card border border-line bg-surface" /> : null}
          </aside>
        ) : null}
      </div>
    </>
  );
}

function ConnectionSkeleton() {
  return (
    <div className="h-56 rounded-card border border-line bg-surface p-5">
      <LoadingNote>{m.loading()}</LoadingNote>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="mt-5 h-9" />
      <Skeleton className="mt-5 h-4 w-72 max-w-full" />
      <Skeleton className="mt-3 h-4 w-56 max-w-full" />
    </div>
  );
}
