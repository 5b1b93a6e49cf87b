"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { DownloadLink } from "@/components/auth/download-link";
import { Permitted } from "@/components/auth/permitted";
import { ReasonList, useUndoBulk } from "@/components/hires/bulk/undo-bulk";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button, IconButton } from "@/components/ui/button";
import { NotLoaded } from "@/components/ui/not-loaded";
import { useAnnounce } from "@/components/ui/toast";
import { bulkActionsOptions, reportHref, useCancelBulkAction } from "@/lib/hires/bulk/queries";
import { actionWords, isOver, isUndoable } from "@/lib/hires/bulk/rules";
import type { BulkAction } from "@/lib/hires/bulk/schema";
import { newHireKeys } from "@/lib/hires/queries";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/bulk";
import * as undoWords from "@/lib/messages/generated/hires/undo";

/** The organization's running bulk actions, started by any user, and the results of those that ran or `started` while this page was open. */
export function BulkProgress({ started, onStarted }: { started: readonly string[]; onStarted: (id: string) => void }) {
  const client = useQueryClient();
  const actions = useQuery(bulkActionsOptions());
  const [watched, setWatched] = useState<readonly string[]>([]);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const items = actions.data?.items ?? [];
  const open = items.filter((action) => !isOver(action)).map(({ id }) => id);
  const fresh = open.filter((id) => !watched.includes(id));
  if (fresh.length > 0) setWatched([...watched, ...fresh]);
  const openCount = open.length;

  // Whatever ended has changed the list.
  useEffect(() => {
    if (openCount === 0) void client.invalidateQueries({ queryKey: newHireKeys.lists() });
  }, [openCount, client]);

  const shown = items.filter(({ id }) => (watched.includes(id) || started.includes(id)) && !dismissed.includes(id));
  if (shown.length === 0)
    return (
      <NotLoaded query={actions} className="mt-3 block">
        {m.progressNotLoaded()}
      </NotLoaded>
    );
  return (
    <section aria-label={m.bulkActions()} className="mt-3 space-y-2">
      {shown.map((action) =>
        isOver(action) ? (
          <Ended key={action.id} action={action} onStarted={onStarted} onDismiss={() => setDismissed([...dismissed, action.id])} />
        ) : (
          <UnderWay key={action.id} action={action} />
        ),
      )}
    </section>
  );
}

const box = "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4 py-3";

function UnderWay({ action }: { action: BulkAction }) {
  const words = actionWords(action, useOwnFields());
  const announce = useAnnounce();
  const cancel = useCancelBulkAction();
  const { done, total } = action.progress;
  const name = action.requestedBy;
  return (
    <div className={box}>
      <div className="min-w-56 flex-1">
        <p className="font-medium">{words}</p>
        <progress aria-label={words} className="progress mt-1.5" {...(total ? { value: done, max: total } : {})} />
        <p className="mt-1 text-ink-soft text-xs tabular-nums">
          {total === null ? m.finding({ name }) : m.progress({ done, total, name })}
        </p>
      </div>
      <Permitted to="hires.edit">
        <Button
          busy={cancel.isPending}
          onClick={() =>
            cancel.mutateAsync(action.id).then(
              () => announce(m.stopped()),
              (error: Error) => announce(error.message, "failure"),
            )
          }
        >
          {m.cancel()}
        </Button>
      </Permitted>
    </div>
  );
}

function Ended({ action, onStarted, onDismiss }: { action: BulkAction; onStarted: (id: string) => void; onDismiss: () => void }) {
  const words = actionWords(action, useOwnFields());
  const undo = useUndoBulk(onStarted);
  const { ok, skipped, failed } = action.counts;
  const parts = [
    m.doneCount({ count: ok }),
    ...(skipped > 0 ? [m.skippedCount({ count: skipped })] : []),
    ...(failed > 0 ? [m.failedCount({ count: failed })] : []),
  ];
  return (
    <div className={box} role="status">
      <CircleCheck className="size-4 text-started" aria-hidden />
      <div className="min-w-48 flex-1">
        <p>
          {(action.status === "cancelled" ? m.cancelled : m.ended)({
            action: <span className="font-medium">{words}</span>,
            parts: listOf(parts),
          })}
        </p>
        <ReasonList reasons={action.reasons} />
        {action.undoesId === null ? null : <p className="text-ink-soft text-xs">{m.undoNote()}</p>}
      </div>
      {isUndoable(action) && !action.isUndone && ok > 0 ? (
        <Permitted to="hires.edit">
          <Button onClick={() => undo(action.id)}>{undoWords.undo()}</Button>
        </Permitted>
      ) : null}
      <DownloadLink
        href={reportHref(action.id)}
        className="inline-flex h-9 items-center font-medium text-accent underline underline-offset-2 pointer-coarse:h-11"
      >
        {m.downloadReport()}
      </DownloadLink>
      <IconButton label={m.close()} onClick={onDismiss}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}
