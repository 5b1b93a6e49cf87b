import type { Resolver } from "react-hook-form";
import type { InvalidParam } from "@/lib/platform/errors";
import { type InvitationTemplate, invitationRanges, type SettingChange, settingChangeSchemas } from "@/lib/settings/schema";

type TemplateValues = Record<keyof InvitationTemplate, string>;

/** What the form holds: texts as typed, also of what is switched off, so that switching back loses nothing. */
export interface SettingsValues extends TemplateValues {
  timingMode: SettingChange<"invitations">["timing"]["mode"];
  timingDays: string;
  reminding: "off" | "on";
  afterDays: string;
  maxReminders: string;
  expiresAfterDays: string;
  timeZone: string;
}
export type SettingsField = keyof SettingsValues;

/** Where each field stands in what the API takes, and in what it refuses. */
const places: Record<string, SettingsField> = {
  "timing.days": "timingDays",
  "reminders.afterDays": "afterDays",
  "reminders.max": "maxReminders",
  expiresAfterDays: "expiresAfterDays",
  timeZone: "timeZone",
  "template.subject": "subject",
  "template.greeting": "greeting",
  "template.body": "body",
  "template.signOff": "signOff",
  "template.replyTo": "replyTo",
};

export type NumberField = keyof typeof invitationRanges;

const SUGGESTED_DAYS = "4";

/** The form as the settings stand. */
export function settingsValues(settings: SettingChange<"invitations">): SettingsValues {
  const { afterDays, max } = settings.reminders;
  return {
    timingMode: settings.timing.mode,
    timingDays: String(settings.timing.days),
    reminding: afterDays === null ? "off" : "on",
    afterDays: afterDays === null ? SUGGESTED_DAYS : String(afterDays),
    maxReminders: String(max),
    expiresAfterDays: String(settings.expiresAfterDays),
    timeZone: settings.timeZone,
    ...templateValues(settings.template),
  };
}

/** A template as the form holds it. */
export function templateValues(template: InvitationTemplate): TemplateValues {
  return { ...template, replyTo: template.replyTo ?? "" };
}

function count(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}

/** The template as typed. */
export function typedTemplate({ subject, greeting, body, signOff, replyTo }: TemplateValues): InvitationTemplate {
  return { subject, greeting, body, signOff, replyTo: replyTo.trim() || null };
}

/** The settings as typed; what is switched off stays as it was in `base`. */
export function typedSettings(values: SettingsValues, base: SettingChange<"invitations">): SettingChange<"invitations"> {
  const isDated = values.timingMode === "days_before_start";
  const isReminding = values.reminding === "on";
  return {
    version: base.version,
    timing: { mode: values.timingMode, days: isDated ? count(values.timingDays) : base.timing.days },
    reminders: isReminding
      ? { afterDays: count(values.afterDays), max: count(values.maxReminders) }
      : { afterDays: null, max: base.reminders.max },
    expiresAfterDays: count(values.expiresAfterDays),
    timeZone: values.timeZone.trim(),
    template: typedTemplate(values),
  };
}

/** What is wrong, by field: the first reason of each. */
export function fieldProblems(problems: readonly InvalidParam[]): Partial<Record<SettingsField, string>> {
  const found: Partial<Record<SettingsField, string>> = {};
  for (const { name, reason } of problems) {
    const field = places[name];
    if (field) found[field] ??= reason;
  }
  return found;
}

function reasonAt(name: string, message: string): string {
  const field = places[name];
  if (field === undefined || !(field in invitationRanges)) return message;
  const { min, max } = invitationRanges[field as NumberField];
  return `Enter a whole number from ${min} to ${max}.`;
}

/** Holds the form against the schema that the API applies. */
export function settingsResolver(base: SettingChange<"invitations">): Resolver<SettingsValues> {
  return (values) => {
    const parsed = settingChangeSchemas.invitations.safeParse(typedSettings(values, base));
    if (parsed.success) return { values, errors: {} };
    const named = parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), reason: reasonAt(path.join("."), message) }));
    const errors = Object.entries(fieldProblems(named)).map(([field, message]) => [field, { type: "invalid", message }] as const);
    return { values: {}, errors: Object.fromEntries(errors) };
  };
}
