"use client";

import { controlClass, Field } from "@/components/ui/field";
import type { HireField } from "@/lib/hire-fields/fields";
import { fieldMaxLength, parseField } from "@/lib/hire-fields/schema";
import { type BulkField, bulkFields } from "@/lib/hires/bulk/schema";
import * as m from "@/lib/messages/generated/hires/bulk";
import * as fieldWords from "@/lib/messages/generated/hires/fields";

/** What is chosen for many hires: a field, and its new value or that it is cleared. */
export interface FieldEdit {
  field: BulkField;
  isCleared: boolean;
  text: string;
}

/** Returns what is chosen as the request names it; null while it is not whole: an empty input is no choice. */
export function orderOf({ field, isCleared, text }: FieldEdit): { field: BulkField; value: string | null } | null {
  if (isCleared) return { field, value: null };
  const parsed = parseField(field, text);
  return parsed.ok && parsed.value !== null ? { field, value: parsed.value } : null;
}

interface FieldChoiceProps {
  edit: FieldEdit;
  required: readonly HireField[];
  onChange: (edit: FieldEdit) => void;
}

/** Chooses a field, and whether it gets a value or is cleared. */
export function FieldChoice({ edit, required, onChange }: FieldChoiceProps) {
  const { field, isCleared, text } = edit;
  const parsed = parseField(field, text);
  const isRequired = required.includes(field);
  const name = fieldWords.name({ field });
  const choice = (cleared: boolean, label: string) => (
    <label className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
      <input
        type="radio"
        name="bulk-value"
        checked={isCleared === cleared}
        disabled={cleared && isRequired}
        onChange={() => onChange({ ...edit, isCleared: cleared })}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  );
  return (
    <div className="mt-1 space-y-3 text-ink">
      <Field label={m.field()}>
        {(wiring) => (
          <select
            {...wiring}
            value={field}
            className={controlClass({}, "pr-8")}
            onChange={(event) =>
              onChange({ field: bulkFields.find((one) => one === event.target.value) ?? "location", isCleared: false, text: "" })
            }
          >
            {bulkFields.map((one) => (
              <option key={one} value={one}>
                {fieldWords.label({ field: one })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset>
        <legend className="sr-only">{m.newValue({ field: name })}</legend>
        {choice(false, m.setValue())}
        {choice(true, isRequired ? m.clearRequired() : m.clearValue())}
      </fieldset>
      {isCleared ? null : (
        <Field label={m.newValue({ field: name })} error={text && !parsed.ok ? parsed.reason : null} hint={m.newValueHint()}>
          {(wiring) => (
            <input
              {...wiring}
              type={field === "startDate" ? "date" : "text"}
              value={text}
              maxLength={fieldMaxLength[field]}
              autoComplete="off"
              onChange={(event) => onChange({ ...edit, text: event.target.value })}
              className={controlClass()}
            />
          )}
        </Field>
      )}
    </div>
  );
}
