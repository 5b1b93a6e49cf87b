"use client";

import { controlOf } from "@/components/hires/field-control";
import { useOwnFields } from "@/components/hires/own-fields";
import { controlClass, Field } from "@/components/ui/field";
import type { FieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";
import { parseValue } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { type BulkField, bulkFields } from "@/lib/hires/bulk/schema";
import { fieldName } from "@/lib/hires/fields";
import * as m from "@/lib/messages/generated/hires/bulk";

/** What is chosen for many hires: a field, and its new value or that it is cleared. */
export interface FieldEdit {
  field: BulkField;
  isCleared: boolean;
  text: string;
}

/** Returns what is chosen as the request names it; null while it is not whole: an empty input is no choice. */
export function orderOf(
  { field, isCleared, text }: FieldEdit,
  own: readonly OwnField[],
): { field: BulkField; value: string | null } | null {
  if (isCleared) return { field, value: null };
  const parsed = parseValue(field, text, own);
  return parsed.ok && parsed.value !== null ? { field, value: parsed.value } : null;
}

interface FieldChoiceProps {
  edit: FieldEdit;
  required: readonly FieldName[];
  readOnly: boolean;
  onChange: (edit: FieldEdit) => void;
}

/** Chooses a field, and whether it gets a value or is cleared. */
export function FieldChoice({ edit, required, readOnly, onChange }: FieldChoiceProps) {
  const own = useOwnFields();
  const { field, isCleared, text } = edit;
  const parsed = parseValue(field, text, own);
  const isRequired = required.includes(field);
  const name = fieldName(field, own);
  const offered: BulkField[] = [...bulkFields, ...own.map(ownName)];
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
    <fieldset disabled={readOnly} className="mt-1 min-w-0 space-y-3 text-ink">
      <Field label={m.field()}>
        {(wiring) => (
          <select
            {...wiring}
            value={field}
            className={controlClass({}, "pr-8")}
            onChange={(event) =>
              onChange({ field: offered.find((one) => one === event.target.value) ?? "location", isCleared: false, text: "" })
            }
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {fieldLabel(one, own)}
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
            <ValueInput {...wiring} field={field} own={own} value={text} onChange={(value) => onChange({ ...edit, text: value })} />
          )}
        </Field>
      )}
    </fieldset>
  );
}

interface ValueInputProps {
  id: string;
  field: BulkField;
  own: readonly OwnField[];
  value: string;
  onChange: (value: string) => void;
}

function ValueInput({ field, own, value, onChange, ...wiring }: ValueInputProps) {
  const control = controlOf(field, own);
  if (control.kind === "choice") {
    return (
      <select {...wiring} value={value} onChange={(event) => onChange(event.target.value)} className={controlClass({}, "pr-8")}>
        <option value="">{m.chooseValue()}</option>
        {control.choices.map((one) => (
          <option key={one} value={one}>
            {shownValue(field, one, own)}
          </option>
        ))}
      </select>
    );
  }
  const line = control.kind === "line" ? { type: control.type, inputMode: control.inputMode, maxLength: control.maxLength } : {};
  return (
    <input
      {...wiring}
      {...line}
      value={value}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      className={controlClass()}
    />
  );
}
