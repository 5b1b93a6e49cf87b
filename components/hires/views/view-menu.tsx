"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { listHref, parseListAddress } from "@/components/hires/filters/list-address";
import { Button, IconButton } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { savedViewsOptions, useDeleteView, useSaveView } from "@/lib/hires/views/queries";
import type { SavedView } from "@/lib/hires/views/schema";
import * as panels from "@/lib/messages/generated/hires/panels";
import { newHiresPage } from "@/lib/platform/paths";

/** The views that the person keeps, and a way to keep this one. */
export function ViewMenu({ query, onDone }: { query: string; onDone: () => void }) {
  const views = useQuery(savedViewsOptions());
  const items = views.data?.items ?? [];
  return (
    <div className="space-y-3">
      {views.isError ? (
        <Failure title={panels.viewsFailed()} error={views.error} busy={views.isFetching} onRetry={() => views.refetch()} />
      ) : null}
      {views.isSuccess && items.length === 0 ? <p className="text-ink-soft">{panels.noViews()}</p> : null}
      {items.length > 0 ? (
        <ul aria-label={panels.savedViews()} className="space-y-0.5">
          {items.map((view) => (
            <ViewItem key={view.id} view={view} isCurrent={view.query === query} onDone={onDone} />
          ))}
        </ul>
      ) : null}
      <SaveForm query={query} taken={items.map(({ name }) => name)} onDone={onDone} />
    </div>
  );
}

function ViewItem({ view, isCurrent, onDone }: { view: SavedView; isCurrent: boolean; onDone: () => void }) {
  const announce = useAnnounce();
  const remove = useDeleteView();
  const save = useSaveView();
  const { id, name, query } = view;

  function undo() {
    // Not the mutation's own callbacks: this item has left the screen by now, and they would never run.
    save.mutateAsync({ name, query }).then(
      () => announce(panels.viewRestored({ name })),
      (error: Error) => announce(error.message, "failure"),
    );
  }

  return (
    <li className="flex items-center gap-1">
      <Link
        href={listHref(newHiresPage, parseListAddress(new URLSearchParams(query)))}
        prefetch={false}
        aria-current={isCurrent ? "page" : undefined}
        onClick={onDone}
        className="min-w-0 flex-1 truncate rounded-control px-2 py-2 hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent"
      >
        {name}
      </Link>
      <IconButton
        label={panels.deleteView({ name })}
        onClick={() =>
          remove.mutateAsync(id).then(
            () =>
              announce(
                <p>
                  {panels.viewDeleted({
                    name,
                    undo: (text) => (
                      <button type="button" onClick={undo} className="font-medium text-accent underline underline-offset-2">
                        {text}
                      </button>
                    ),
                  })}
                </p>,
              ),
            (error: Error) => announce(error.message, "failure"),
          )
        }
      >
        <Trash2 className="size-4" aria-hidden />
      </IconButton>
    </li>
  );
}

function SaveForm({ query, taken, onDone }: { query: string; taken: string[]; onDone: () => void }) {
  const announce = useAnnounce();
  const save = useSaveView();
  const [name, setName] = useState("");
  const isTaken = taken.includes(name.trim());

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "" || save.isPending) return;
    save.mutateAsync({ name: name.trim(), query }).then(
      () => {
        announce(panels.viewSaved({ name: name.trim() }));
        onDone();
      },
      () => {},
    );
  }

  return (
    <form onSubmit={submit} className="border-line border-t pt-3">
      <Field label={panels.viewName()} error={save.error?.message} hint={isTaken ? panels.replacesView() : panels.viewIsYours()}>
        {(wiring) => (
          <input
            {...wiring}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className={controlClass()}
          />
        )}
      </Field>
      <Button type="submit" className="mt-2.5" busy={save.isPending} disabled={name.trim() === ""}>
        {panels.saveView()}
      </Button>
    </form>
  );
}
