"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { fieldLabels, fieldMaxLength, parseField } from "@/lib/hire-fields/schema";
import { useStartBulkAction } from "@/lib/hires/bulk/queries";
import { type BulkActionInput, type BulkActionKind, type BulkField, bulkFields } from "@/lib/hires/bulk/schema";

interface BulkDialogProps {
  action: BulkActionKind;
  /** Those who are meant, as the request names them. */
  whom: Pick<BulkActionInput, "ids" | "filter">;
  count: number;
  onClose: () => void;
  onStarted: (id: string) => void;
}

const hires = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "hire" : "hires"}`;

const questions: Record<BulkActionKind, { title: (count: number) => string; text: ReactNode; verb: string }> = {
  send: {
    title: (count) => `Send invitations to ${hires(count)}?`,
    text: "Each gets a new link, and earlier links end. Those who lack a field or have started are left out, and the report names them. Mails that have left cannot be called back.",
    verb: "Send invitations",
  },
  set_field: { title: (count) => `Set a field of ${hires(count)}`, text: null, verb: "Set the field" },
  exclude: {
    title: (count) => `Leave ${hires(count)} out of onboarding?`,
    text: "No invitation goes out to them, and they move to Not imported. You can take them in again at any time. Those who were invited already stay.",
    verb: "Leave out",
  },
  include: {
    title: (count) => `Take ${hires(count)} into onboarding?`,
    text: "Those whose record is complete are invited as you decided for everybody; the others are pending.",
    verb: "Take in",
  },
};

/** Asks before something is done to many hires, and starts it in the background. */
export function BulkDialog({ action, whom, count, onClose, onStarted }: BulkDialogProps) {
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
    start.mutateAsync({ action, ...whom, ...what }).then(
      ({ id }) => {
        announce("It is under way. You can go on working.");
        onClose();
        onStarted(id);
      },
      () => {},
    );
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={title(count)}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={start.isPending} disabled={problem !== null} onClick={submit}>
            {verb}
          </Button>
        </>
      }
    >
      {explanation}
      {action === "set_field" ? (
        <div className="mt-1 space-y-3 text-ink">
          <Field label="Field">
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
                    {fieldLabels[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label={`New ${fieldLabels[field].toLowerCase()}`}
            error={text ? problem : null}
            hint="It becomes HR’s value: Greenhouse no longer changes it. Left empty, the field is emptied."
          >
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
