import type { Resolver } from "react-hook-form";
import { type HireField, hireFields, parseField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";
import type { FieldValues } from "@/lib/hires/status";

/** What the record's form holds: a text for each field, empty where nothing is. */
export type RecordValues = Record<HireField, string>;

function eachField<Value>(of: (field: HireField) => Value): Record<HireField, Value> {
  return Object.fromEntries(hireFields.map((field) => [field, of(field)])) as Record<HireField, Value>;
}

/** The form as the record stands. */
export function recordValues(hire: NewHire): RecordValues {
  return eachField((field) => hire.fields[field].value ?? "");
}

/** The typed values as they would be stored; what is not valid counts as missing. */
export function storedValues(typed: RecordValues): FieldValues {
  return eachField((field) => {
    const parsed = parseField(field, typed[field]);
    return parsed.ok ? parsed.value : null;
  });
}

/** What differs from the record, as typed. A value typed back to what it was is no change. */
export function changesOf(hire: NewHire, typed: RecordValues): Partial<RecordValues> {
  const changes: Partial<RecordValues> = {};
  for (const field of hireFields) {
    const parsed = parseField(field, typed[field]);
    if (!parsed.ok || parsed.value !== hire.fields[field].value) changes[field] = typed[field];
  }
  return changes;
}

export function changedFields(changes: Partial<RecordValues>): HireField[] {
  return hireFields.filter((field) => changes[field] !== undefined);
}

/** The fields that both sides changed since `base`, to different values. */
export function conflictingFields(base: NewHire, current: NewHire, changes: Partial<RecordValues>): HireField[] {
  return changedFields(changes).filter((field) => {
    const theirs = current.fields[field].value;
    const parsed = parseField(field, changes[field] ?? null);
    return theirs !== base.fields[field].value && !(parsed.ok && parsed.value === theirs);
  });
}

/** Holds the form against the same rule that the API applies. */
export const recordResolver: Resolver<RecordValues> = (values) => {
  const errors = hireFields.flatMap((field) => {
    const parsed = parseField(field, values[field]);
    return parsed.ok ? [] : [[field, { type: "invalid", message: parsed.reason }] as const];
  });
  return errors.length > 0 ? { values: {}, errors: Object.fromEntries(errors) } : { values, errors: {} };
};
