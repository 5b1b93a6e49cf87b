"use client";

import { Copy, Trash2, UserRoundMinus, UsersRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useMay } from "@/components/auth/permitted";
import { addressOfView, listHref } from "@/components/hires/filters/list-address";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useChangeView, useDeleteView, useSaveView } from "@/lib/hires/views/queries";
import type { SavedView } from "@/lib/hires/views/schema";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as m from "@/lib/messages/generated/hires/views";
import { newHiresPage } from "@/lib/platform/paths/pages";

interface ViewItemProps {
  view: SavedView;
  isCurrent: boolean;
  /** The names of the person's own views. */
  ownNames: readonly string[];
  onDone: () => void;
  onDeleted: () => void;
}

/** A view, and what the person may do with it: share or delete their own, copy a colleague's; an admin also takes one from the team. */
export function ViewItem({ view, isCurrent, ownNames, onDone, onDeleted }: ViewItemProps) {
  const announce = useAnnounce();
  const change = useChangeView();
  const save = useSaveView();
  const { id, name, query, shared, sharedBy } = view;
  const mayManage = useMay("views.manage");
  const isOwn = sharedBy === null;
  const failed = (error: Error) => announce(error.message, "failure");

  // Not the mutations' own callbacks: an item that leaves the screen would never run them.
  const share = () =>
    change.mutateAsync({ id, shared: !shared }).then(() => announce(shared ? m.unshared({ name }) : m.shared({ name })), failed);

  function copy(): void {
    const own = ownNames.includes(name) ? m.copyName({ name }).slice(0, 60) : name;
    save.mutateAsync({ name: own, query }).then(() => announce(panels.viewSaved({ name: own })), failed);
  }

  return (
    <li className="flex items-center gap-0.5">
      <Link
        href={listHref(newHiresPage, addressOfView(view))}
        prefetch={false}
        aria-current={isCurrent ? "page" : undefined}
        onClick={onDone}
        className="min-w-0 flex-1 rounded-control px-2 py-2 hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent"
      >
        <span title={name} className="line-clamp-2 break-words">
          {name}
        </span>
        {shared ? (
          <span className="block truncate font-normal text-ink-soft text-xs">
            {isOwn ? m.sharedWithTeam() : m.sharedBy({ name: sharedBy })}
          </span>
        ) : null}
      </Link>
      {isOwn ? null : (
        <IconButton label={m.copy({ name })} onClick={copy}>
          <Copy className="size-4" aria-hidden />
        </IconButton>
      )}
      {isOwn || mayManage ? (
        <IconButton label={shared ? m.unshare({ name }) : m.share({ name })} onClick={share}>
          {shared ? <UserRoundMinus className="size-4" aria-hidden /> : <UsersRound className="size-4" aria-hidden />}
        </IconButton>
      ) : null}
      {isOwn || mayManage ? <DeleteView view={view} onDeleted={onDeleted} /> : null}
    </li>
  );
}

/** Deletes the person's own view, which can be undone, or, after a question, one that a colleague shares. */
function DeleteView({ view: { id, name, query, sharedBy }, onDeleted }: { view: SavedView; onDeleted: () => void }) {
  const announce = useAnnounce();
  const remove = useDeleteView();
  const save = useSaveView();
  const [isAsking, setAsking] = useState(false);
  const failed = (error: Error) => announce(error.message, "failure");
  const restore = () => save.mutateAsync({ name, query }).then(() => announce(panels.viewRestored({ name })), failed);

  function start(): void {
    setAsking(false);
    remove.mutateAsync(id).then(() => {
      onDeleted();
      const undo = (text: string) =>
        sharedBy === null ? (
          <button type="button" onClick={restore} className="font-medium text-accent underline underline-offset-2">
            {text}
          </button>
        ) : null;
      announce(<p>{panels.viewDeleted({ name, undo: (text) => undo(String(text)) })}</p>);
    }, failed);
  }

  return (
    <>
      <IconButton label={panels.deleteView({ name })} onClick={() => (sharedBy === null ? start() : setAsking(true))}>
        <Trash2 className="size-4" aria-hidden />
      </IconButton>
      {sharedBy === null ? null : (
        <Dialog
          open={isAsking}
          onClose={() => setAsking(false)}
          title={m.deleteQuestion()}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
              <Button variant="danger" onClick={start}>
                {m.deleteConfirm()}
              </Button>
            </>
          }
        >
          <p className="font-medium text-ink">{name}</p>
          <p>{m.deleteText({ owner: sharedBy })}</p>
        </Dialog>
      )}
    </>
  );
}
