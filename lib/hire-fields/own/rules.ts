import { type FieldName, type FieldValues, type HireField, hireFields, isFieldName, isOwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownName } from "@/lib/hire-fields/own/fields";

/** What an own field can hold, in the order in which it is offered. */
export const ownFieldTypes = ["text", "number", "date", "choice", "yes_no"] as const satisfies readonly OwnField["type"][];

/** The values of a yes/no field, as they are stored. */
export const yesOrNo = ["yes", "no"] as const;

/** Returns a value as it is compared with others: in one Unicode form, without capitals and without extra white space. */
export function said(value: string): string {
  return value.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}

/** Returns the key of the first field that has another type than before, whose values would no longer fit; null where none has. */
export function changedType(before: readonly OwnField[], after: readonly OwnField[]): string | null {
  const changed = after.find(({ key, type }) => before.some((one) => one.key === key && one.type !== type));
  return changed?.key ?? null;
}

/** Returns whether a name is that of a field that every record has. */
export function isHireField(name: string): name is HireField {
  return hireFields.some((field) => field === name);
}

/** Returns those of some fields that are meant, in the form's order and each once; own fields come last, in the order given. */
export function inOrder(fields: Iterable<FieldName>): FieldName[] {
  const meant = new Set(fields);
  return [...hireFields.filter((field) => meant.has(field)), ...[...meant].filter(isOwnFieldName)];
}

/** Returns the fields that something has members for, in the form's order. */
export function fieldsOf(some: object): FieldName[] {
  return inOrder(Object.keys(some).filter(isFieldName));
}

/** Returns a field's value; null is missing. */
export function valueIn(values: Readonly<Partial<FieldValues>>, field: FieldName): string | null {
  return values[field] ?? null;
}

/** Returns the names of all fields of a record, in the form's order: own fields come last. */
export function fieldNames(own: readonly OwnField[]): FieldName[] {
  return [...hireFields, ...own.map(ownName)];
}

/** Returns the values that a field offers to choose from; null where it takes others. */
export function choicesOf({ type, choices = [] }: OwnField): readonly string[] | null {
  if (type === "yes_no") return yesOrNo;
  return type === "choice" ? choices : null;
}
