import * as z from "zod/mini";
import { said } from "@/lib/hire-fields/own/rules";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import * as m from "@/lib/messages/generated/validation/settings";

const customFieldSources = ["candidate", "offer", "application", "job", "opening"] as const;
export type CustomFieldSource = (typeof customFieldSources)[number];

const translatedText = z.string().check(z.trim(), z.minLength(1, { error: m.enterValue }), z.maxLength(200));
const MOST_TRANSLATIONS = 500;
const MOST_MAPPINGS = 100;

/** Greenhouse's value and ours in its place; that it is written in capitals makes no difference. */
const translationSchema = z.array(z.object({ from: translatedText, to: translatedText })).check(
  z.maxLength(MOST_TRANSLATIONS, { error: () => m.tooManyValues({ max: MOST_TRANSLATIONS }) }),
  z.refine((all) => new Set(all.map(({ from }) => said(from))).size === all.length, { error: m.translatedTwice }),
);

export const unknownValues = ["keep", "empty", "pending"] as const;

const mappingSchema = z.object({
  field: fieldNameSchema,
  from: z.enum(customFieldSources),
  /** Greenhouse's key of the custom field. */
  key: z.string().check(z.trim(), z.minLength(1, { error: m.chooseCustomField }), z.maxLength(200)),
  translate: z._default(translationSchema, []),
  /** What becomes of a value that no translation names: taken as it is, left empty, or the hire waits for HR. */
  unknown: z._default(z.enum(unknownValues), "keep"),
});
export type FieldMapping = z.infer<typeof mappingSchema>;

/** Which custom field of Greenhouse fills which of our fields, in place of where it comes from otherwise. */
export const fieldMappingSchema = z.object({
  mappings: z.array(mappingSchema).check(
    z.maxLength(MOST_MAPPINGS),
    z.refine((all) => new Set(all.map((one) => one.field)).size === all.length, { error: m.fieldMappedTwice }),
  ),
});

/** A custom field that was found in Greenhouse; `seen` counts the hires that had a value in it when they were imported. */
export const customFieldSchema = z.object({ from: z.enum(customFieldSources), key: z.string(), name: z.string(), seen: z.int() });
export type CustomField = z.infer<typeof customFieldSchema>;

/** A custom field that can be mapped. */
export const availableFieldSchema = z.extend(customFieldSchema, {
  /** Where a mapping uses it: values of recent hires that no translation names. */
  values: z.array(z.string()),
});
export type AvailableField = z.infer<typeof availableFieldSchema>;
