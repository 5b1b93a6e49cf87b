"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { Failure } from "@/components/ui/failure";
import { withFragment } from "@/components/ui/fragment";
import { Notice } from "@/components/ui/notice";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { organizationsOptions, useEnterOrganization } from "@/lib/auth/accounts/queries";
import * as m from "@/lib/messages/generated/account";

/** A person's organizations: choosing one leads on to `next` in it, on a whole new page, so that nothing of another stays in memory. */
export function OrganizationList({ next }: { next: string }) {
  const organizations = useQuery(organizationsOptions());
  const enter = useEnterOrganization();
  if (organizations.error) {
    return (
      <Failure
        title={m.organizationsFailed()}
        error={organizations.error}
        busy={organizations.isFetching}
        onRetry={() => organizations.refetch()}
      />
    );
  }
  if (!organizations.data) {
    return (
      <div className="mt-5 space-y-3">
        <LoadingNote>{m.loadingOrganizations()}</LoadingNote>
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-full" />
      </div>
    );
  }
  return (
    <div className="mt-5 space-y-3">
      {enter.error ? <Notice role="alert" tone="danger" title={enter.error.message} /> : null}
      <ul className="space-y-2">
        {organizations.data.items.map(({ id, name, role, current }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={current ? "true" : undefined}
              disabled={enter.isPending || enter.isSuccess}
              onClick={() => enter.mutate(id, { onSuccess: () => window.location.assign(withFragment(next)) })}
              className="flex min-h-11 w-full items-center gap-3 rounded-control border border-line bg-surface px-3.5 py-2 text-left transition-colors duration-150 hover:bg-sunken disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="block break-words font-medium">{name}</span>
                <span className="block text-ink-faint text-xs">{m.asRole({ role })}</span>
              </span>
              {current ? <Check className="size-4 shrink-0 text-accent" aria-label={m.currentOrganization()} /> : null}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
