import type { Resolver } from "react-hook-form";
import { type FieldValues, type HireField, hireFields } from "@/lib/hire-fields/fields";
import { parseField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";

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

/** Whether two texts would be stored alike. One that is not valid is like no other, so that it counts as a change. */
export function isSameValue(field: HireField, a: string, b: string): boolean {
  const [first, second] = [parseField(field, a), parseField(field, b)];
  return first.ok && second.ok && first.value === second.value;
}

/** Holds the form against the same rule that the API applies. */
export const recordResolver: Resolver<RecordValues> = (values) => {
  const errors = hireFields.flatMap((field) => {
    const parsed = parseField(field, values[field]);
    return parsed.ok ? [] : [[field, { type: "invalid", message: parsed.reason }] as const];
  });
  return errors.length > 0 ? { values: {}, errors: Object.fromEntries(errors) } : { values, errors: {} };
};
