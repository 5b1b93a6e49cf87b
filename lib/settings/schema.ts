import * as z from "zod/mini";
import { type HireField, hireFields } from "@/lib/hire-fields/schema";

const field = z.enum(hireFields);
/** What a list of values holds: texts as they stand in a hire's record. */
const values = z
  .array(z.string().check(z.trim(), z.minLength(1, "An empty value matches nobody."), z.maxLength(200)))
  .check(z.minLength(1, "Name at least one value."), z.maxLength(200, "Name at most 200 values."));

/** Which fields a hire's record needs before the invitation goes out. */
export const requiredFieldsSchema = z.object({
  fields: z.pipe(
    z
      .array(field)
      .check(z.refine((fields) => fields.includes("personalEmail"), "The personal e-mail is always required: the invitation goes to it.")),
    z.transform((fields: HireField[]): HireField[] => hireFields.filter((one) => fields.includes(one))),
  ),
});

export const customFieldSources = ["candidate", "offer", "application"] as const;
export type CustomFieldSource = (typeof customFieldSources)[number];

const mappingSchema = z.object({
  field,
  from: z.enum(customFieldSources),
  /** Greenhouse's key of the custom field. */
  key: z.string().check(z.trim(), z.minLength(1, "Choose the custom field."), z.maxLength(200)),
});
export type FieldMapping = z.infer<typeof mappingSchema>;

/** Which custom field of Greenhouse fills which of our fields, in place of where it comes from otherwise. */
export const fieldMappingSchema = z.object({
  mappings: z.array(mappingSchema).check(
    z.maxLength(hireFields.length),
    z.refine((all) => new Set(all.map((one) => one.field)).size === all.length, "Each field can come from one custom field only."),
  ),
});

const importRuleSchema = z.object({ field, is: z.enum(["any_of", "none_of"]), values });
export type ImportRule = z.infer<typeof importRuleSchema>;

/** Which hires are taken: those whom every rule lets through. */
export const importRulesSchema = z.object({ rules: z.array(importRuleSchema).check(z.maxLength(50, "Use at most 50 rules.")) });

const packageSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Give the package a name."), z.maxLength(100)),
  when: z.array(z.object({ field, values })).check(z.minLength(1, "Say which hires get it."), z.maxLength(10)),
});
export type OnboardingPackage = z.infer<typeof packageSchema>;

/** Which set of forms a hire gets: the first package whose conditions all hold, else the default one. */
export const packagesSchema = z.object({
  packages: z.array(packageSchema).check(
    z.maxLength(50, "Use at most 50 packages."),
    z.refine((all) => new Set(all.map((one) => one.name.toLowerCase())).size === all.length, "Two packages have the same name."),
  ),
  default: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
});
export type Packages = z.infer<typeof packagesSchema>;

/** How often Greenhouse is asked; null: as often as the installation does by itself. */
export const syncSettingSchema = z.object({
  intervalMinutes: z.nullable(z.int().check(z.gte(1, "At most once a minute."), z.lte(1440, "At least once a day."))),
});

/** Every matter an organization decides on in this way, with the shape of the decision. */
export const settingSchemas = {
  required_fields: requiredFieldsSchema,
  field_mapping: fieldMappingSchema,
  import_rules: importRulesSchema,
  packages: packagesSchema,
  sync: syncSettingSchema,
} as const;
export type SettingName = keyof typeof settingSchemas;
export type SettingValue<Name extends SettingName> = z.output<(typeof settingSchemas)[Name]>;

/** With which version a setting was read; 0 where nothing was ever changed. */
export const versionSchema = z.object({ version: z.int().check(z.gte(0)) });

/** Who changed a setting last; null where nobody did. */
export const lastChangeSchema = z.extend(versionSchema, { updatedBy: z.nullable(z.string()), updatedAt: z.nullable(z.iso.datetime()) });

export type LastChange = z.infer<typeof lastChangeSchema>;

export const requiredFieldsViewSchema = z.extend(lastChangeSchema, { fields: z.array(field) });
export const importRulesViewSchema = z.extend(importRulesSchema, lastChangeSchema.shape);
export const packagesViewSchema = z.extend(packagesSchema, lastChangeSchema.shape);
export const syncSettingViewSchema = z.extend(syncSettingSchema, {
  ...lastChangeSchema.shape,
  /** What holds where nothing is set, in minutes. */
  defaultMinutes: z.number(),
});

/** A custom field that was met in Greenhouse; `seen` counts the hires that had a value in it when they were taken in. */
export const customFieldSchema = z.object({
  from: z.enum(customFieldSources),
  key: z.string(),
  name: z.string(),
  seen: z.int(),
});
export type CustomField = z.infer<typeof customFieldSchema>;

export const fieldMappingViewSchema = z.extend(fieldMappingSchema, { ...lastChangeSchema.shape, available: z.array(customFieldSchema) });

/** How many open hires another list of required fields would make pending, and how many complete. */
export const requiredFieldsPreviewSchema = z.object({ becomePending: z.int(), becomeComplete: z.int() });

/** How many open hires rules would leave out, and some of them. */
export const importRulesPreviewSchema = z.object({
  leftOut: z.int(),
  /** How many that are left out now would be taken in. */
  takenIn: z.int(),
  examples: z.array(z.object({ id: z.uuid(), name: z.string() })),
});

/** What a mapping would make of some hires: Greenhouse's value as it is and as it would be, and whether HR's own stays in its place. */
export const fieldMappingPreviewSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      fields: z.array(
        z.object({
          field,
          now: z.nullable(z.string()),
          next: z.nullable(z.string()),
          problem: z.nullable(z.string()),
          keptByHr: z.boolean(),
        }),
      ),
    }),
  ),
});
export type FieldMappingPreview = z.infer<typeof fieldMappingPreviewSchema>;
