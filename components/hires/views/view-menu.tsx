"use client";

import { useQuery } from "@tanstack/react-query";
import type { ShownLayout } from "@/components/hires/columns/layout";
import type { ListAddress } from "@/components/hires/filters/list-address";
import { CopyLink } from "@/components/hires/views/copy-link";
import { SaveForm } from "@/components/hires/views/save-form";
import { ViewItem } from "@/components/hires/views/view-item";
import { Failure } from "@/components/ui/failure";
import { LoadingNote } from "@/components/ui/skeleton";
import { savedViewsOptions } from "@/lib/hires/views/queries";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as m from "@/lib/messages/generated/hires/views";

interface ViewMenuProps {
  address: ListAddress;
  layout: ShownLayout;
  go: (next: ListAddress) => void;
  onDone: () => void;
}

/** The views that the person keeps and those that colleagues share, and a way to keep this one. */
export function ViewMenu({ address, layout, go, onDone }: ViewMenuProps) {
  const views = useQuery(savedViewsOptions());
  const items = views.data?.items ?? [];
  const own = items.filter(({ sharedBy }) => sharedBy === null);
  const team = items.filter(({ sharedBy }) => sharedBy !== null);
  const item = (view: (typeof items)[number]) => (
    <ViewItem
      key={view.id}
      view={view}
      isCurrent={view.id === address.view}
      ownNames={own.map(({ name }) => name)}
      onDone={onDone}
      onDeleted={() => view.id === address.view && go({ ...address, view: null })}
    />
  );
  return (
    <div className="space-y-3">
      {views.isPending ? <LoadingNote>{panels.viewsLoading()}</LoadingNote> : null}
      {views.error && !views.data ? (
        <Failure title={panels.viewsFailed()} error={views.error} busy={views.isFetching} onRetry={() => views.refetch()} />
      ) : null}
      {views.isSuccess && items.length === 0 ? <p className="text-ink-soft">{panels.noViews()}</p> : null}
      {own.length > 0 ? (
        <section>
          <h2 className="px-2 font-medium text-ink-soft text-xs">{m.yours()}</h2>
          <ul aria-label={panels.savedViews()} className="space-y-0.5">
            {own.map(item)}
          </ul>
        </section>
      ) : null}
      {team.length > 0 ? (
        <section>
          <h2 className="px-2 font-medium text-ink-soft text-xs">{m.team()}</h2>
          <ul aria-label={m.team()} className="space-y-0.5">
            {team.map(item)}
          </ul>
        </section>
      ) : null}
      <CopyLink address={address} layout={layout} onDone={onDone} />
      {/* Without the names that are taken, a view would be replaced without a word. */}
      {views.data ? (
        <div className="border-line border-t pt-3">
          <SaveForm address={address} layout={layout} taken={own.map(({ name }) => name)} go={go} onDone={onDone} />
        </div>
      ) : null}
    </div>
  );
}
