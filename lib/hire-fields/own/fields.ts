import type { FieldName, OwnFieldName } from "@/lib/hire-fields/fields";

/** A field that an organization added to its hires' records. */
export interface OwnField {
  /** Names it for good: `x_` and the key is its name. */
  key: string;
  label: string;
  type: "text" | "number" | "date" | "choice" | "yes_no";
  /** What a choice chooses from; absent for other types. */
  choices?: string[] | undefined;
}

/** Returns the name that a hire has an own field under. */
export function ownName({ key }: Pick<OwnField, "key">): OwnFieldName {
  return `x_${key}`;
}

/** Returns the own field of a name; undefined where the organization has none. */
export function ownFieldOf(name: string, own: readonly OwnField[]): OwnField | undefined {
  return own.find((one) => ownName(one) === name);
}

/** Returns whether a field of a record holds a date. */
export function isDateField(field: FieldName, own: readonly OwnField[]): boolean {
  return field === "startDate" || ownFieldOf(field, own)?.type === "date";
}
