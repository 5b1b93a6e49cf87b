"use client";

import { useQuery } from "@tanstack/react-query";
import { BookmarkPlus, X } from "lucide-react";
import type { ShownLayout } from "@/components/hires/columns/layout";
import { addressOfView, changed, isSameView, type ListAddress, viewQuery } from "@/components/hires/filters/list-address";
import { SaveForm } from "@/components/hires/views/save-form";
import { Button, IconButton } from "@/components/ui/button";
import { NotLoaded } from "@/components/ui/not-loaded";
import { Popover } from "@/components/ui/popover";
import { useAnnounce } from "@/components/ui/toast";
import { savedViewsOptions, useChangeView } from "@/lib/hires/views/queries";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as m from "@/lib/messages/generated/hires/views";

interface ViewBarProps {
  address: ListAddress;
  layout: ShownLayout;
  go: (next: ListAddress) => void;
}

/** Which saved view the list is, who shares it, whether it was changed since, and what can be done about that. Nothing for a view that the person cannot see. */
export function ViewBar({ address, layout, go }: ViewBarProps) {
  const views = useQuery(savedViewsOptions());
  const { data } = views;
  const announce = useAnnounce();
  const change = useChangeView();
  const view = data?.items.find(({ id }) => id === address.view);
  if (!view)
    return (
      <NotLoaded query={views} className="mt-3 block">
        {panels.viewsNotLoaded()}
      </NotLoaded>
    );
  const { id, name, shared, sharedBy } = view;
  const saved = addressOfView(view);
  const isChanged = !isSameView(saved, address);

  function save(): void {
    const shown: ListAddress = { ...changed(address, {}), columns: layout.columns, density: layout.density };
    change.mutateAsync({ id, query: viewQuery(shown) }).then(
      () => {
        announce(shared ? m.changesSavedForTeam({ name }) : m.changesSaved({ name }));
        go(shown);
      },
      (error: Error) => announce(error.message, "failure"),
    );
  }

  return (
    <section aria-label={name} className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <p role="status" className="flex print:flex! min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1">
        <span title={name} className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
          {m.active({ name: (text) => <strong className="font-medium">{text}</strong>, view: name })}
        </span>
        {shared ? (
          <span className="rounded-full bg-sunken px-2 py-0.5 text-ink-soft text-xs">
            {sharedBy === null ? m.sharedWithTeam() : m.sharedBy({ name: sharedBy })}
          </span>
        ) : null}
        {isChanged ? (
          <span className="rounded-full bg-pending-soft px-2 py-0.5 font-medium text-pending text-xs">{m.changed()}</span>
        ) : null}
      </p>
      {isChanged ? (
        <>
          {sharedBy === null ? (
            <Button busy={change.isPending} onClick={save}>
              {m.saveChanges()}
            </Button>
          ) : null}
          <Popover label={m.saveAsNew()} icon={<BookmarkPlus className="size-4 text-ink-soft" aria-hidden />}>
            {(close) => (
              <SaveForm
                address={address}
                layout={layout}
                taken={data?.items.filter((one) => one.sharedBy === null).map((one) => one.name) ?? []}
                go={go}
                onDone={close}
              />
            )}
          </Popover>
          <Button variant="quiet" onClick={() => go(saved)}>
            {m.discardChanges()}
          </Button>
        </>
      ) : null}
      <IconButton label={m.closeView()} onClick={() => go({ ...address, view: null })}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </section>
  );
}
