import * as z from "zod/mini";
import { sessionLimitRanges } from "@/lib/auth/rules";
import { secondFactorDemands } from "@/lib/auth/second-factor/rules";
import { compensationFieldsSchema } from "@/lib/compensation/schema";
import { inOrder } from "@/lib/hire-fields/own/rules";
import { ownFieldsSchema } from "@/lib/hire-fields/own/schema";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import * as m from "@/lib/messages/generated/validation/settings";
import { isTimeZone } from "@/lib/platform/calendar";
import { sent, wholeNumberWithin } from "@/lib/platform/columns";
import { hireIdSchema } from "@/lib/platform/ids";
import { brandingSchema } from "@/lib/settings/branding/schema";
import { greenhouseSchema } from "@/lib/settings/greenhouse/schema";
import { availableFieldSchema, customFieldSchema, fieldMappingSchema } from "@/lib/settings/mapping/schema";

const MOST_VALUES = 200;
const MOST_RULES = 50;
const MOST_PACKAGES = 50;

const field = fieldNameSchema;
/** What a list of values holds: texts as they stand in a hire's record. */
const values = z
  .array(z.string().check(z.trim(), z.minLength(1, { error: m.enterValue }), z.maxLength(200)))
  .check(z.minLength(1, { error: m.addValue }), z.maxLength(MOST_VALUES, { error: () => m.tooManyValues({ max: MOST_VALUES }) }));

/** The fields that the organization added to its hires' records. */
const ownFieldsSettingSchema = z.object({ fields: ownFieldsSchema });

/** Which fields a hire's record needs before the invitation is sent. */
export const requiredFieldsSchema = z.object({
  fields: z.pipe(
    z.array(field).check(z.refine((fields) => fields.includes("personalEmail"), { error: m.emailRequired })),
    z.transform((fields) => inOrder(fields)),
  ),
});

const importRuleSchema = z.object({ field, is: z.enum(["any_of", "none_of"]), values });
export type ImportRule = z.infer<typeof importRuleSchema>;

/** Which hires are imported: those that every rule lets through. */
export const importRulesSchema = z.object({
  rules: z.array(importRuleSchema).check(z.maxLength(MOST_RULES, { error: () => m.tooManyRules({ max: MOST_RULES }) })),
});

const packageSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, { error: m.enterPackage }), z.maxLength(100)),
  when: z.array(z.object({ field, values })).check(z.minLength(1, { error: m.addCondition }), z.maxLength(10)),
});
export type OnboardingPackage = z.infer<typeof packageSchema>;

/** Which set of forms a hire gets: the first package whose conditions all hold, else the default one. */
const packagesSchema = z.object({
  packages: z.array(packageSchema).check(
    z.maxLength(MOST_PACKAGES, { error: () => m.tooManyPackages({ max: MOST_PACKAGES }) }),
    z.refine((all) => new Set(all.map((one) => one.name.toLowerCase())).size === all.length, { error: m.sameName }),
  ),
  default: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
});
export type Packages = z.infer<typeof packagesSchema>;

/** How often Greenhouse is asked; null: the installation's default. */
const syncSettingSchema = z.object({
  intervalMinutes: z.nullable(z.int().check(z.gte(1, { error: m.tooOften }), z.lte(1440, { error: m.tooSeldom }))),
});

export const timingModes = ["at_once", "days_before_start", "by_hand"] as const;

/** An organization's words of the invitation; its variables are checked when it is saved. */
const templateSchema = z.object({
  subject: z.string().check(z.maxLength(1000)),
  greeting: z.string().check(z.maxLength(1000)),
  body: z.string().check(z.maxLength(20_000)),
  signOff: z.string().check(z.maxLength(2000)),
  replyTo: z.nullable(z.string().check(z.maxLength(254))),
});
export type InvitationTemplate = z.infer<typeof templateSchema>;

/** The lowest and the highest of each number in the invitation settings. */
export const invitationRanges = {
  timingDays: { min: 0, max: 365 },
  afterDays: { min: 1, max: 60 },
  maxReminders: { min: 0, max: 10 },
  expiresAfterDays: { min: 1, max: 90 },
} as const;

/** When invitations are sent, who gets reminders, how long a link works, and what the email says. */
export const invitationsSchema = z.object({
  timing: z.object({ mode: z.enum(timingModes), days: wholeNumberWithin(invitationRanges.timingDays) }),
  reminders: z.object({
    afterDays: z.nullable(wholeNumberWithin(invitationRanges.afterDays)),
    max: wholeNumberWithin(invitationRanges.maxReminders),
  }),
  expiresAfterDays: wholeNumberWithin(invitationRanges.expiresAfterDays),
  timeZone: z.string().check(z.maxLength(100), z.refine(isTimeZone, { error: m.unknownTimeZone })),
  /** Null: the default template. */
  template: z.nullable(templateSchema),
});

/** When sessions end: how long they may be idle, and how long they last. */
const sessionsSchema = z.object({
  idleHours: wholeNumberWithin(sessionLimitRanges.idleHours),
  lifetimeDays: wholeNumberWithin(sessionLimitRanges.lifetimeDays),
});

/** Who has to have a second factor. */
const secondFactorSchema = z.object({ required: z.enum(secondFactorDemands) });

/** The lowest and the highest number of days after which hires are erased. */
export const retentionRange = { min: 1, max: 3650 } as const;

/** After how many days hires that are no longer hired, or that started onboarding, are erased; null: they are kept. */
export const retentionSchema = z.object({
  withdrawnDays: z.nullable(wholeNumberWithin(retentionRange)),
  startedDays: z.nullable(wholeNumberWithin(retentionRange)),
});
export type Retention = z.infer<typeof retentionSchema>;

/** Which custom fields of Greenhouse are read as compensation. */
const compensationSettingSchema = z.object({ fields: compensationFieldsSchema });

/** Every matter an organization decides on, with the shape of the decision. */
export const settingSchemas = {
  own_fields: ownFieldsSettingSchema,
  required_fields: requiredFieldsSchema,
  field_mapping: fieldMappingSchema,
  import_rules: importRulesSchema,
  packages: packagesSchema,
  sync: syncSettingSchema,
  invitations: invitationsSchema,
  sessions: sessionsSchema,
  retention: retentionSchema,
  second_factor: secondFactorSchema,
  branding: brandingSchema,
  greenhouse: greenhouseSchema,
  compensation: compensationSettingSchema,
} as const;
export type SettingName = keyof typeof settingSchemas;
export type SettingValue<Name extends SettingName> = z.output<(typeof settingSchemas)[Name]>;

/** With which version a setting was read; 0 where nothing was ever changed. */
const versionSchema = z.object({ version: sent.version });

/** Who changed a setting last; null where it was never changed. */
const lastChangeSchema = z.extend(versionSchema, { updatedBy: z.nullable(z.string()), updatedAt: z.nullable(z.iso.datetime()) });

export type LastChange = z.infer<typeof lastChangeSchema>;

/** Each setting as `GET` shows it and as `PUT` answers. */
export const settingViewSchemas = {
  own_fields: z.extend(ownFieldsSettingSchema, lastChangeSchema.shape),
  required_fields: z.extend(lastChangeSchema, { fields: z.array(field) }),
  field_mapping: z.extend(fieldMappingSchema, { ...lastChangeSchema.shape, available: z.array(availableFieldSchema) }),
  import_rules: z.extend(importRulesSchema, lastChangeSchema.shape),
  packages: z.extend(packagesSchema, lastChangeSchema.shape),
  /** `defaultMinutes` applies where nothing is set. */
  sync: z.extend(syncSettingSchema, { ...lastChangeSchema.shape, defaultMinutes: z.number() }),
  invitations: z.extend(invitationsSchema, { ...lastChangeSchema.shape, template: templateSchema, defaultTemplate: templateSchema }),
  sessions: z.extend(sessionsSchema, lastChangeSchema.shape),
  retention: z.extend(retentionSchema, lastChangeSchema.shape),
  second_factor: z.extend(secondFactorSchema, lastChangeSchema.shape),
  branding: z.extend(brandingSchema, lastChangeSchema.shape),
  greenhouse: z.extend(greenhouseSchema, lastChangeSchema.shape),
  compensation: z.extend(compensationSettingSchema, { ...lastChangeSchema.shape, available: z.array(customFieldSchema) }),
} as const;
export type SettingView<Name extends SettingName> = z.output<(typeof settingViewSchemas)[Name]>;

/** Returns the schema of a setting's view for a name that TypeScript does not know. */
export function settingViewSchema<Name extends SettingName>(name: Name): z.ZodMiniType<SettingView<Name>> {
  return settingViewSchemas[name] as unknown as z.ZodMiniType<SettingView<Name>>;
}

/** The body of each setting's `PUT`: the version that was read, and the value to take its place. */
export const settingChangeSchemas = {
  own_fields: z.extend(ownFieldsSettingSchema, versionSchema.shape),
  required_fields: z.extend(requiredFieldsSchema, versionSchema.shape),
  field_mapping: z.extend(fieldMappingSchema, versionSchema.shape),
  import_rules: z.extend(importRulesSchema, versionSchema.shape),
  packages: z.extend(packagesSchema, versionSchema.shape),
  sync: z.extend(syncSettingSchema, versionSchema.shape),
  invitations: z.extend(invitationsSchema, { ...versionSchema.shape, template: templateSchema }),
  sessions: z.extend(sessionsSchema, versionSchema.shape),
  retention: z.extend(retentionSchema, versionSchema.shape),
  second_factor: z.extend(secondFactorSchema, versionSchema.shape),
  branding: z.extend(brandingSchema, versionSchema.shape),
  greenhouse: z.extend(greenhouseSchema, versionSchema.shape),
  compensation: z.extend(compensationSettingSchema, versionSchema.shape),
} as const;
export type SettingChange<Name extends SettingName> = z.output<(typeof settingChangeSchemas)[Name]>;

/** The body of `POST /api/settings/invitations/preview` and `/test`. */
export const templatePreviewSchema = z.object({
  template: templateSchema,
  newHireId: z.optional(hireIdSchema),
  /** In place of the saved one. */
  branding: z.optional(z.pick(brandingSchema, { logo: true, accent: true })),
});
export type TemplatePreview = z.output<typeof templatePreviewSchema>;

/** Where a test of the invitation was sent. */
export const sentTestSchema = z.object({ sentTo: z.string() });

/** What `POST …/preview` answers: what a value that is not saved yet would do. */
export const settingPreviewSchemas = {
  required_fields: z.object({ becomePending: z.int(), becomeComplete: z.int() }),
  import_rules: z.object({
    leftOut: z.int(),
    /** How many that are excluded now would be included. */
    takenIn: z.int(),
    examples: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
  /** Of some hires, Greenhouse's value as it is and as it would be, and whether HR's own stays in its place. */
  field_mapping: z.object({
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
  }),
  /** How many hires would be erased within the hour. */
  retention: z.object({ withdrawn: z.int(), started: z.int() }),
  invitations: z.object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    /** What the page behind the email's link shows of the employer, besides the contact. */
    employer: z.object({
      name: z.string(),
      /** Where emails come from, and replies go where no contact is given. */
      sender: z.nullable(z.string()),
      accents: z.nullable(z.object({ light: z.string(), dark: z.string(), onDark: z.string() })),
      logo: z.nullable(z.object({ width: z.int(), height: z.int() })),
    }),
  }),
} as const;
export type PreviewedSetting = keyof typeof settingPreviewSchemas;
export type SettingPreview<Name extends PreviewedSetting> = z.output<(typeof settingPreviewSchemas)[Name]>;
