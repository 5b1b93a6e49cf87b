import { type FieldName, type FieldValues, type HireField, hireFields, isFieldName, isOwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf, ownName } from "@/lib/hire-fields/own/fields";
import { type FieldParse, parseField, readText } from "@/lib/hire-fields/rules";
import { anyOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/validation/hire-fields";
import * as own from "@/lib/messages/generated/validation/own-fields";
import { isTakenDay } from "@/lib/platform/calendar";

/** Maximum length of a text, in UTF-16 code units. */
export const OWN_TEXT_LENGTH = 500;
/** So many choices a reason still names. */
const FEW = 8;

/** What an own field can hold, in the order in which it is offered. */
export const ownFieldTypes = ["text", "number", "date", "choice", "yes_no"] as const satisfies readonly OwnField["type"][];

/** The values of a yes/no field, as they are stored. */
const yesOrNo = ["yes", "no"] as const;

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

const number = /^([+-]?)0*(\d{1,15})(?:\.(\d{1,6}))?$/;

/** Parses a value of an own field from Greenhouse or HR, as `parseField` does for the others. Returns it as it is stored, or why it is invalid. */
export function parseOwnField(field: OwnField, raw: string | null): FieldParse {
  const read = readText(raw, { most: OWN_TEXT_LENGTH });
  if (!read.ok || read.value === null) return read;
  const text = read.value;
  switch (field.type) {
    case "text":
      return read;
    case "number": {
      const [, sign, whole, part = ""] = number.exec(text) ?? [];
      if (whole === undefined) return { ok: false, reason: own.invalidNumber() };
      const decimals = part.replace(/0+$/, "");
      const value = decimals === "" ? whole : `${whole}.${decimals}`;
      return { ok: true, value: sign === "-" && /[1-9]/.test(value) ? `-${value}` : value };
    }
    case "date":
      return isTakenDay(text) ? read : { ok: false, reason: m.invalidDate() };
    case "choice": {
      const { choices: offered = [] } = field;
      const chosen = offered.find((one) => said(one) === said(text));
      if (chosen !== undefined) return { ok: true, value: chosen };
      return { ok: false, reason: offered.length > FEW ? own.notOffered() : own.notAChoice({ choices: anyOf(offered) }) };
    }
    case "yes_no": {
      const words: Record<string, (typeof yesOrNo)[number]> = { yes: "yes", true: "yes", no: "no", false: "no" };
      const value = words[said(text)];
      return value === undefined ? { ok: false, reason: own.notYesOrNo() } : { ok: true, value };
    }
  }
}

/** Parses a value of a field, one of the organization's own included. One that it does not have takes no value. */
export function parseValue(field: FieldName, raw: string | null, ownFields: readonly OwnField[]): FieldParse {
  if (!isOwnFieldName(field)) return parseField(field, raw);
  const known = ownFieldOf(field, ownFields);
  return known ? parseOwnField(known, raw) : { ok: false, reason: m.unknownField() };
}
