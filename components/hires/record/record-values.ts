import type { Resolver, UseFormReturn } from "react-hook-form";
import type { FieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";
import { fieldNames, fieldsOf, parseValue } from "@/lib/hire-fields/own/rules";
import type { FieldView, NewHire } from "@/lib/hires/schema";
import { ApiError } from "@/lib/http/api-client";

/** What the record's form holds: a text for each field, own fields included, empty where nothing is. */
export type RecordValues = Record<FieldName, string>;

function eachName<Value>(names: readonly FieldName[], of: (field: FieldName) => Value): Record<FieldName, Value> {
  return Object.fromEntries(names.map((field) => [field, of(field)])) as Record<FieldName, Value>;
}

/** A field of which nothing is known. */
export const noView: FieldView = {
  value: null,
  source: null,
  greenhouseValue: null,
  problem: null,
  differs: false,
  editedBy: null,
  editedAt: null,
};

/** Returns own fields as a record's form takes them: a choice that is no longer offered stays one where the record has it. */
export function formFields({ fields }: NewHire, own: readonly OwnField[]): OwnField[] {
  return own.map((one) => {
    const value = fields[ownName(one)]?.value;
    return one.choices && value && !one.choices.includes(value) ? { ...one, choices: [...one.choices, value] } : one;
  });
}

/** The form of a record that is not there yet. */
export function emptyValues(own: readonly OwnField[]): RecordValues {
  return eachName(fieldNames(own), () => "");
}

/** The form as the record stands, with the own fields that this page knows: one that was added since is not shown yet, and not judged. */
export function recordValues(hire: NewHire, own: readonly OwnField[]): RecordValues {
  const names = fieldNames(own).filter((field) => field in hire.fields);
  return eachName(names, (field) => hire.fields[field]?.value ?? "");
}

/** The typed values as they would be stored; what is not valid counts as missing. */
export function storedValues(typed: RecordValues, own: readonly OwnField[]): Record<FieldName, string | null> {
  return eachName(fieldsOf(typed), (field) => {
    const parsed = parseValue(field, typed[field] ?? null, own);
    return parsed.ok ? parsed.value : null;
  });
}

/** Returns whether two texts of a field would be stored alike. One that is not valid is like no other, so that it counts as a change. */
export function isSameValue(own: readonly OwnField[]): (field: FieldName, a: string, b: string) => boolean {
  return (field, a, b) => {
    const [first, second] = [parseValue(field, a, own), parseValue(field, b, own)];
    return first.ok && second.ok && first.value === second.value;
  };
}

/** Returns the reasons that a refused save names, each with its field, in the form's order. */
export function fieldReasons(error: unknown, own: readonly OwnField[]): [FieldName, string][] {
  const invalid = error instanceof ApiError ? (error.problem.invalid_params ?? []) : [];
  return fieldNames(own).flatMap((field): [FieldName, string][] => {
    const reason = invalid.find(({ name }) => name.split(".").includes(field))?.reason;
    return reason === undefined ? [] : [[field, reason]];
  });
}

/** Shows reasons at their fields; the first one gets the focus. */
export function showReasons(form: UseFormReturn<RecordValues>, reasons: readonly [FieldName, string][]): void {
  for (const [at, [field, message]] of reasons.entries()) form.setError(field, { type: "server", message }, { shouldFocus: at === 0 });
}

/** Returns how the form is held against the same rule that the API applies. */
export function recordResolver(own: readonly OwnField[]): Resolver<RecordValues> {
  return (values) => {
    const errors = fieldsOf(values).flatMap((field) => {
      const parsed = parseValue(field, values[field] ?? null, own);
      return parsed.ok ? [] : [[field, { type: "invalid", message: parsed.reason }] as const];
    });
    return errors.length > 0 ? { values: {}, errors: Object.fromEntries(errors) } : { values, errors: {} };
  };
}
