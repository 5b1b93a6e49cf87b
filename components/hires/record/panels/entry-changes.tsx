"use client";

import type { ReactNode } from "react";
import { useMay } from "@/components/auth/permitted";
import { useOwnFields } from "@/components/hires/own-fields";
import { outcomeWords } from "@/components/hires/send-words";
import { useAnnounceChange, useUndo } from "@/components/hires/use-undo";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import type { FieldName } from "@/lib/hire-fields/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { useSaveNewHire } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import type { TimelineItem } from "@/lib/hires/timeline/schema";
import * as m from "@/lib/messages/generated/hires/undo";

/** What a line of the timeline changed, before and after, and how to take it back. */
export function EntryChanges({ item, hire }: { item: TimelineItem; hire: NewHire }) {
  const { undo, undoing } = useUndo();
  const own = useOwnFields();
  const { restore, isRestoring } = useRestore(hire);
  const mayUndo = useMay("hires.edit") && hire.status !== "withdrawn";
  const { change, changes } = item;
  if (change === null && changes.length === 0) return null;
  return (
    <div className="text-ink-soft text-xs">
      {changes.map(({ field, before, after, canRestore, isUndone }) => {
        const label = fieldLabel(field, own);
        const shown = (value: string | null) => (value === null ? m.empty() : shownValue(field, value, own));
        return (
          <div key={field} className="mt-0.5">
            <p>
              {m.value({
                field: label,
                before: <del className="text-ink-faint">{shown(before)}</del>,
                after: <ins className="text-ink no-underline">{shown(after)}</ins>,
              })}
              {isUndone ? <span className="text-ink-faint"> · {m.wasUndone()}</span> : null}
            </p>
            {mayUndo && (canRestore || (!isUndone && isOther(hire, field, before))) ? (
              <Action
                label={before === null ? m.restoreEmpty({ field: label }) : m.restoreFor({ field: label, value: shown(before) })}
                disabled={undoing !== undefined || isRestoring}
                onClick={() => (change !== null && canRestore ? undo(hire, { change, fields: [field] }) : restore(field, before))}
              >
                {m.restore()}
              </Action>
            ) : null}
          </div>
        );
      })}
      {item.undo === "done" ? <p className="text-ink-faint">{m.wasUndone()}</p> : null}
      {item.undo === "sent" ? <p className="text-ink-faint">{m.sentStays()}</p> : null}
      {change !== null && item.undo === "possible" && mayUndo ? (
        <Action disabled={undoing !== undefined} onClick={() => undo(hire, { change })}>
          {m.undo()}
        </Action>
      ) : null}
    </div>
  );
}

/** Whether a field, which the organization may have removed since, has another value than the one given. */
function isOther(hire: NewHire, field: FieldName, value: string | null): boolean {
  const view = hire.fields[field];
  return view !== undefined && view.value !== value;
}

/** Returns how to give a field an earlier value that an undo does not bring back, as an edit of its own: it takes no later change back. */
function useRestore(hire: NewHire) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const own = useOwnFields();
  const { mutateAsync, isPending } = useSaveNewHire(hire.id);
  function restore(field: FieldName, value: string | null): void {
    mutateAsync({ version: hire.version, changes: { [field]: value } }).then(
      (after) => announceChange(outcomeWords(m.restored({ field: fieldLabel(field, own) }), hire, after), after),
      (error: Error) =>
        announce(
          error.message,
          "failure",
          retryOf(error, () => restore(field, value)),
        ),
    );
  }
  return { restore, isRestoring: isPending };
}

function Action({ label, disabled, onClick, children }: { label?: string; disabled: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="min-h-7 text-accent underline underline-offset-2 disabled:opacity-55 pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}
