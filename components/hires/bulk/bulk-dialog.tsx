"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { fieldMaxLength, parseField } from "@/lib/hire-fields/schema";
import { useStartBulkAction } from "@/lib/hires/bulk/queries";
import { type BulkActionInput, type BulkActionKind, type BulkField, bulkFields } from "@/lib/hires/bulk/schema";
import * as m from "@/lib/messages/generated/hires/bulk";
import * as fieldWords from "@/lib/messages/generated/hires/fields";

interface BulkDialogProps {
  action: BulkActionKind;
  /** Those who are meant, as the request names them. */
  target: Pick<BulkActionInput, "ids" | "filter">;
  count: number;
  onClose: () => void;
  onStarted: (id: string) => void;
}

const questions: Record<
  BulkActionKind,
  { title: (p: { count: number }) => string; text: (() => string) | null; verb: (p: { count: number }) => string }
> = {
  send: { title: m.sendQuestion, text: m.sendText, verb: m.sendInvitations },
  set_field: { title: m.fieldQuestion, text: null, verb: m.updateHires },
  exclude: { title: m.excludeQuestion, text: m.excludeText, verb: m.exclude },
  include: { title: m.includeQuestion, text: m.includeText, verb: m.include },
};

/** Asks before something is done to many hires, and starts it in the background. */
export function BulkDialog({ action, target, count, onClose, onStarted }: BulkDialogProps) {
  const announce = useAnnounce();
  const start = useStartBulkAction();
  const [field, setField] = useState<BulkField>("location");
  const [text, setText] = useState("");
  const { title, text: explanation, verb } = questions[action];
  const parsed = parseField(field, text);
  const problem = action !== "set_field" || parsed.ok ? null : parsed.reason;

  function submit() {
    if (problem) return;
    const what = action === "set_field" ? { field, value: parsed.ok ? parsed.value : null } : {};
    start.mutateAsync({ action, ...target, ...what }).then(
      ({ id }) => {
        announce(m.started());
        onClose();
        onStarted(id);
      },
      () => {},
    );
  }

  return (
    <Dialog
      open
      isChanged={text !== ""}
      onClose={onClose}
      title={title({ count })}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button variant="primary" busy={start.isPending} disabled={problem !== null} onClick={submit}>
            {verb({ count })}
          </Button>
        </>
      }
    >
      {explanation?.()}
      {action === "set_field" ? (
        <div className="mt-1 space-y-3 text-ink">
          <Field label={m.field()}>
            {(wiring) => (
              <select
                {...wiring}
                value={field}
                className={controlClass({}, "pr-8")}
                onChange={(event) => {
                  setField(bulkFields.find((one) => one === event.target.value) ?? "location");
                  setText("");
                }}
              >
                {bulkFields.map((one) => (
                  <option key={one} value={one}>
                    {fieldWords.label({ field: one })}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={m.newValue({ field: fieldWords.name({ field }) })} error={text ? problem : null} hint={m.newValueHint()}>
            {(wiring) => (
              <input
                {...wiring}
                type={field === "startDate" ? "date" : "text"}
                value={text}
                maxLength={fieldMaxLength[field]}
                autoComplete="off"
                onChange={(event) => setText(event.target.value)}
                className={controlClass()}
              />
            )}
          </Field>
        </div>
      ) : null}
      {start.error ? (
        <p role="alert" className="mt-3 text-danger">
          {start.error.message}
        </p>
      ) : null}
    </Dialog>
  );
}
