import * as z from "zod/mini";
import { type FieldName, hireFields, isOwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { ownFieldTypes, said, type yesOrNo } from "@/lib/hire-fields/own/rules";
import { type FieldParse, parseField, readText } from "@/lib/hire-fields/schema";
import { anyOf } from "@/lib/messages/format";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/validation/hire-fields";
import * as own from "@/lib/messages/generated/validation/own-fields";
import * as texts from "@/lib/messages/generated/validation/text";
import { sent } from "@/lib/platform/columns";

const MOST_FIELDS = 50;
const MOST_CHOICES = 100;
const LABEL_LENGTH = 60;
/** So many choices a reason still names. */
const FEW = 8;

/** Maximum length of a text, in UTF-16 code units. */
export const OWN_TEXT_LENGTH = 500;
const CHOICE_LENGTH = 200;

const label = sent.name.check(
  z.minLength(1, { error: own.enterLabel }),
  z.maxLength(LABEL_LENGTH, { error: () => texts.tooLong({ max: LABEL_LENGTH }) }),
  z.refine((text) => !hireFields.some((field) => said(fieldWords.label({ field })) === said(text)), { error: own.labelTaken }),
);

function readChoice(text: string): { ok: boolean; value: string | null } {
  const read = readText(text, { most: CHOICE_LENGTH });
  return read.ok ? read : { ok: false, value: null };
}

const choices = z
  .array(
    z.string().check(
      // As a value that is chosen is stored.
      z.overwrite((text) => readChoice(text).value ?? text.trim()),
      z.minLength(1, { error: own.enterChoice }),
      z.maxLength(CHOICE_LENGTH, { error: () => texts.tooLong({ max: CHOICE_LENGTH }) }),
      z.refine((text) => readChoice(text).ok, { error: m.controlCharacters }),
    ),
  )
  .check(
    z.maxLength(MOST_CHOICES, { error: () => own.tooManyChoices({ max: MOST_CHOICES }) }),
    z.refine((all) => new Set(all.map(said)).size === all.length, { error: own.sameChoice }),
  );

const ownFieldSchema = z
  .object({
    key: z.string().check(z.refine((key) => isOwnFieldName(`x_${key}`), { error: own.invalidKey })),
    label,
    type: z.enum(ownFieldTypes),
    choices: z.optional(choices),
  })
  .check(
    z.refine(({ type, choices: given = [] }) => type !== "choice" || given.length > 0, { path: ["choices"], error: own.addChoices }),
    z.refine(({ type, choices: given = [] }) => type === "choice" || given.length === 0, { path: ["choices"], error: own.onlyForChoices }),
  );

/** The fields that an organization added, in the order in which a record shows them. */
export const ownFieldsSchema = z.array(ownFieldSchema).check(
  z.maxLength(MOST_FIELDS, { error: () => own.tooManyFields({ max: MOST_FIELDS }) }),
  z.refine((all) => new Set(all.map(({ key }) => key.toLowerCase())).size === all.length, { error: own.sameKey }),
  z.refine((all) => new Set(all.map((one) => said(one.label))).size === all.length, { error: own.sameLabel }),
);

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
      return sent.day.safeParse(text).success ? read : { ok: false, reason: m.invalidDate() };
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
