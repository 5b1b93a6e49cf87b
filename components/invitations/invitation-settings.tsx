"use client";

import { useQuery } from "@tanstack/react-query";
import { SettingsForm } from "@/components/invitations/settings-form";
import { Failure } from "@/components/ui/failure";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/invitations";
import { settingOptions } from "@/lib/settings/queries";

/** What an organization decides about its invitations. */
export function InvitationSettings() {
  const { data, error, isFetching, refetch } = useQuery(settingOptions("invitations"));
  if (data) return <SettingsForm view={data} />;
  if (error) {
    return (
      <div className="mt-5">
        <Failure title={m.loadFailed()} error={error} busy={isFetching} onRetry={() => refetch()} />
      </div>
    );
  }
  return (
    <>
      <LoadingNote>{m.loading()}</LoadingNote>
      <Skeleton className="mt-2 h-4 w-56" />
      <div className="mt-5 grid gap-4 lg:grid-cols-2">
        {["a", "b", "c", "d"].map((card) => (
          <div key={card} className="h-48 rounded-card border border-line bg-surface p-5">
            <Skeleton className="h-5 w-32" />
            <Skeleton className="mt-5 h-4 w-64 max-w-full" />
            <Skeleton className="mt-4 h-4 w-48" />
          </div>
        ))}
      </div>
      <div className="mt-4 h-96 rounded-card border border-line bg-surface p-5">
        <Skeleton className="h-5 w-32" />
      </div>
    </>
  );
}
