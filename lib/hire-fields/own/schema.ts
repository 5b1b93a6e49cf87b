import * as z from "zod/mini";
import { hireFields, isOwnFieldName } from "@/lib/hire-fields/fields";
import { ownFieldTypes, said } from "@/lib/hire-fields/own/rules";
import { readText } from "@/lib/hire-fields/rules";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/validation/hire-fields";
import * as own from "@/lib/messages/generated/validation/own-fields";
import * as texts from "@/lib/messages/generated/validation/text";
import { sent } from "@/lib/platform/columns";

const MOST_FIELDS = 50;
const MOST_CHOICES = 100;
const LABEL_LENGTH = 60;

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
