"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { ConnectForm } from "@/components/integrations/connect-form";
import { ConnectionPill } from "@/components/integrations/connection-pill";
import { CredentialCard } from "@/components/integrations/credential-card";
import { GoLiveCard } from "@/components/integrations/go-live-card";
import { HowCard } from "@/components/integrations/how-card";
import { ProgressCard } from "@/components/integrations/progress-card";
import { RunHistory } from "@/components/integrations/run-history";
import { SyncNowButton } from "@/components/integrations/sync-now-button";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/integrations/queries";
import type { GreenhouseView } from "@/lib/integrations/schema";
import { isUnderWay } from "@/lib/sync-runs/rules";

/** Greenhouse's settings: the connection and its state, the go-live date, and what the syncs did. */
export function GreenhouseSettings({ canChange }: { canChange: boolean }) {
  const { data: view, error, isFetching, refetch } = useQuery(greenhouseOptions());
  const isConnected = view !== undefined && view.status !== "not_connected";
  return (
    <>
      <div className="mt-1 flex min-h-9 flex-wrap items-center gap-3">
        <h1>Greenhouse</h1>
        {view ? <ConnectionPill status={view.status} /> : null}
        <div className="ml-auto">
          <SyncNowButton variant={view?.status === "connected" ? "primary" : "outline"} />
        </div>
      </div>
      <p className="mt-1 min-h-5 text-ink-soft">
        {isConnected ? "Hired candidates arrive here by themselves and are invited as soon as their record is complete." : null}
        {view && !isConnected ? "Paste the credential made in Greenhouse. It is checked first; nothing is saved until it works." : null}
      </p>
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          {view ? <Connection view={view} canChange={canChange} /> : null}
          {error && !view ? (
            <Failure title="The connection could not be loaded" error={error} busy={isFetching} onRetry={() => refetch()} />
          ) : null}
          {!view && !error ? <ConnectionSkeleton /> : null}
        </div>
        <aside aria-label="Help">
          <HowCard />
        </aside>
      </div>
    </>
  );
}

function Connection({ view, canChange }: { view: GreenhouseView; canChange: boolean }) {
  const [isReplacing, setReplacing] = useState(false);
  if (view.status === "not_connected") {
    return (
      <>
        {canChange ? (
          <ConnectForm inviteFrom={view.inviteFrom} />
        ) : (
          <Notice tone="invited" title="Only an admin can connect Greenhouse.">
            Ask an admin of your organization. Until then, no hires arrive.
          </Notice>
        )}
        {view.lastSync ? <RunHistory /> : null}
      </>
    );
  }
  return (
    <>
      {view.attention && !isReplacing ? (
        <AttentionBanner attention={view.attention} onReplace={canChange ? () => setReplacing(true) : null} />
      ) : null}
      {view.lastSync && isUnderWay(view.lastSync) ? <ProgressCard run={view.lastSync} /> : null}
      {isReplacing ? (
        <ConnectForm inviteFrom={view.inviteFrom} onCancel={() => setReplacing(false)} onConnected={() => setReplacing(false)} />
      ) : (
        <>
          <CredentialCard view={view} onReplace={canChange ? () => setReplacing(true) : null} />
          <GoLiveCard view={view} canChange={canChange} />
        </>
      )}
      <RunHistory />
    </>
  );
}

interface AttentionBannerProps {
  attention: NonNullable<GreenhouseView["attention"]>;
  onReplace: (() => void) | null;
}

function AttentionBanner({ attention, onReplace }: AttentionBannerProps) {
  return (
    <Notice
      tone="danger"
      title={attention.message}
      actions={
        onReplace ? (
          <Button variant="primary" icon={<KeyRound className="size-4" aria-hidden />} onClick={onReplace}>
            Replace the key
          </Button>
        ) : null
      }
    >
      Syncing stopped <Moment at={attention.since} />.{" "}
      {onReplace ? "It goes on by itself once the key works again." : "An admin can replace the key; then it goes on by itself."}
    </Notice>
  );
}

function ConnectionSkeleton() {
  return (
    <div className="h-56 rounded-card border border-line bg-surface p-5">
      <LoadingNote>Loading the connection</LoadingNote>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="mt-5 h-9" />
      <Skeleton className="mt-5 h-4 w-72 max-w-full" />
      <Skeleton className="mt-3 h-4 w-56 max-w-full" />
    </div>
  );
}
