import type { Resolver, UseFormReturn } from "react-hook-form";
import { eachField, type FieldValues, type HireField, hireFields } from "@/lib/hire-fields/fields";
import { parseField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";
import { ApiError } from "@/lib/http/api-client";

/** What the record's form holds: a text for each field, empty where nothing is. */
export type RecordValues = Record<HireField, string>;

/** The form of a record that is not there yet. */
export const emptyValues: RecordValues = eachField(() => "");

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

/** Whether two texts would be stored alike. One that is not valid is like no other, so that it counts as a change. */
export function isSameValue(field: HireField, a: string, b: string): boolean {
  const [first, second] = [parseField(field, a), parseField(field, b)];
  return first.ok && second.ok && first.value === second.value;
}

/** Returns the reasons that a refused save names, each with its field, in the form's order. */
export function fieldReasons(error: unknown): [HireField, string][] {
  const invalid = error instanceof ApiError ? (error.problem.invalid_params ?? []) : [];
  return hireFields.flatMap((field): [HireField, string][] => {
    const reason = invalid.find(({ name }) => name.split(".").includes(field))?.reason;
    return reason === undefined ? [] : [[field, reason]];
  });
}

/** Shows reasons at their fields; the first one gets the focus. */
export function showReasons(form: UseFormReturn<RecordValues>, reasons: readonly [HireField, string][]): void {
  for (const [at, [field, message]] of reasons.entries()) form.setError(field, { type: "server", message }, { shouldFocus: at === 0 });
}

/** Holds the form against the same rule that the API applies. */
export const recordResolver: Resolver<RecordValues> = (values) => {
  const errors = hireFields.flatMap((field) => {
    const parsed = parseField(field, values[field]);
    return parsed.ok ? [] : [[field, { type: "invalid", message: parsed.reason }] as const];
  });
  return errors.length > 0 ? { values: {}, errors: Object.fromEntries(errors) } : { values, errors: {} };
};
