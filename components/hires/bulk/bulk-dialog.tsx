"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FieldChoice, type FieldEdit, orderOf } from "@/components/hires/bulk/field-choice";
import { ReasonList, useUndoBulk } from "@/components/hires/bulk/undo-bulk";
import { recordDates, useDateQuestion } from "@/components/hires/date-question";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import { SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useDebounced } from "@/components/ui/use-debounced";
import type { FieldName } from "@/lib/hire-fields/fields";
import { bulkPreviewOptions, useStartBulkAction } from "@/lib/hires/bulk/queries";
import type { BulkActionInput, BulkActionKind, BulkPreview } from "@/lib/hires/bulk/schema";
import * as m from "@/lib/messages/generated/hires/bulk";
import * as undoWords from "@/lib/messages/generated/hires/undo";

interface BulkDialogProps {
  action: BulkActionKind;
  /** Those who are meant, as the request names them. */
  target: Pick<BulkActionInput, "ids" | "filter">;
  count: number;
  /** Whether there are more of them than were counted. */
  isMore?: boolean;
  /** The fields that cannot be cleared. */
  required: readonly FieldName[];
  onClose: () => void;
  onStarted: (id: string) => void;
  /** Does it instead of an action in the background. */
  onConfirm?: () => void;
}

type Counted = (p: { count: number; isMore: "yes" | "no" }) => string;

const questions: Record<BulkActionKind, { title: Counted; text: (() => string) | null; verb: Counted }> = {
  send: { title: m.sendQuestion, text: m.sendText, verb: m.sendInvitations },
  set_field: { title: m.fieldQuestion, text: null, verb: m.updateHires },
  exclude: { title: m.excludeQuestion, text: m.excludeText, verb: m.exclude },
  include: { title: m.includeQuestion, text: m.includeText, verb: m.include },
};

/** Asks before something is done to many hires, says what it would do, and starts it in the background. */
export function BulkDialog({ action, target, count, isMore = false, required, onClose, onStarted, onConfirm }: BulkDialogProps) {
  const announce = useAnnounce();
  const undo = useUndoBulk(onStarted);
  const start = useStartBulkAction();
  const own = useOwnFields();
  const [edit, setEdit] = useState<FieldEdit>({ field: "location", isCleared: false, text: "" });
  const dates = useDateQuestion<void>({ onConfirm: submit });
  const isChanged = edit.text !== "" || edit.isCleared;
  const { title, text: explanation, verb } = questions[action];
  const bodyOf = (chosen: FieldEdit): BulkActionInput | null => {
    const what = action === "set_field" ? orderOf(chosen, own) : {};
    return what && { action, ...target, ...what };
  };
  const body = bodyOf(edit);
  const settled = useDebounced(edit, 250);
  const asked = bodyOf(settled);
  const preview = useQuery({ ...bulkPreviewOptions(asked ?? { action, ...target }), enabled: asked !== null });
  const isCurrent = settled === edit && !preview.isPlaceholderData;
  const affected = isCurrent ? preview.data?.affected : undefined;
  // What is confirmed was read before: how many it changes, or that this could not be counted.
  const mayConfirm = body !== null && affected !== 0 && (affected !== undefined || (isCurrent && isNotLoaded(preview)));

  const counted = preview.data
    ? ({ count: preview.data.total, isMore: "no" } as const)
    : ({ count, isMore: isMore ? "yes" : "no" } as const);

  function submit() {
    if (body === null || !mayConfirm) return;
    if (dates.asks(body.field ? recordDates([body.field], { [body.field]: body.value }, own) : [])) return;
    if (onConfirm) return onConfirm();
    start.mutateAsync(body).then(
      ({ id, change }) => {
        announce(m.started(), "success", change === null ? undefined : { label: undoWords.undo(), run: () => undo(change) });
        onClose();
        onStarted(id);
      },
      () => {},
    );
  }

  return (
    <Dialog
      open
      isChanged={isChanged}
      error={start.error}
      onClose={onClose}
      title={title(counted)}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button variant="primary" busy={start.isPending} disabled={!mayConfirm} onClick={submit}>
            {verb(affected === undefined ? counted : { count: affected, isMore: "no" })}
          </Button>
          <SaveNote isSaving={start.isPending} isChanged={isChanged} />
        </>
      }
    >
      {explanation?.()}
      {action === "set_field" ? <FieldChoice edit={edit} required={required} readOnly={start.isPending} onChange={setEdit} /> : null}
      <div className="mt-3 min-h-5" role="status">
        {body && preview.data ? <Preview action={action} preview={preview.data} /> : null}
        {body ? (
          <NotLoaded query={preview} fallback={<p>{m.counting()}</p>} isQuiet>
            {m.notCounted()}
          </NotLoaded>
        ) : null}
      </div>
      {dates.question}
    </Dialog>
  );
}

/** Returns what becomes of invitations; nothing where an action has to do with none. */
function emailWords(action: BulkActionKind, { replacedLinks, invited }: Pick<BulkPreview, "replacedLinks" | "invited">): string | null {
  switch (action) {
    case "send":
      return undoWords.linksReplaced({ count: replacedLinks });
    case "set_field":
    case "include":
      return invited === null ? m.willInviteSome() : m.willInvite({ count: invited });
    case "exclude":
      return null;
  }
}

/** What an action would do, and why it leaves others out. */
function Preview({ action, preview: { total, affected, reasons, ...emails } }: { action: BulkActionKind; preview: BulkPreview }) {
  return (
    <>
      <p className="font-medium text-ink tabular-nums">
        {m.willChange({ action, affected, total })} {emailWords(action, emails)}
      </p>
      <ReasonList reasons={reasons} />
    </>
  );
}
