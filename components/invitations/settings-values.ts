import type { SettingForm } from "@/components/settings/use-setting";
import * as m from "@/lib/messages/generated/invitations";
import type { InvitationTemplate, invitationRanges, SettingChange } from "@/lib/settings/schema";

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
export type InvitationForm = SettingForm<"invitations", SettingsValues>;
export type NumberField = keyof typeof invitationRanges;

/** Where each field stands in the API's body, and in the problems that it returns. */
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

/** Returns the field that a place in the API's body belongs to. */
export function fieldOf(place: string): SettingsField | undefined {
  return places[place];
}

/** The name of each field. */
export const settingsLabels: Record<SettingsField, () => string> = {
  timingMode: m.whenToSend,
  timingDays: m.daysBeforeLabel,
  reminding: m.reminders,
  afterDays: m.afterDays,
  maxReminders: m.maxReminders,
  expiresAfterDays: m.linkExpiry,
  timeZone: m.timeZone,
  subject: m.subject,
  greeting: m.greeting,
  body: m.body,
  signOff: m.signOff,
  replyTo: m.replyTo,
};

const choices: Record<SettingsValues["timingMode"] | SettingsValues["reminding"], () => string> = {
  at_once: m.immediately,
  days_before_start: m.daysBefore,
  by_hand: m.manually,
  off: m.remindersOff,
  on: m.remindersOn,
};

/** Returns a field's value as a person reads it. */
export function valueText<Field extends SettingsField>(field: Field, value: SettingsValues[Field]): string {
  return field === "timingMode" || field === "reminding" ? choices[value as keyof typeof choices]() : value;
}

const SUGGESTED_DAYS = "4";

/** Returns the settings as the form holds them. */
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

/** Returns a template as the form holds it. */
export function templateValues(template: InvitationTemplate): TemplateValues {
  return { ...template, replyTo: template.replyTo ?? "" };
}

function count(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}

/** Returns the template as typed. */
export function typedTemplate({ subject, greeting, body, signOff, replyTo }: TemplateValues): InvitationTemplate {
  return { subject, greeting, body, signOff, replyTo: replyTo.trim() || null };
}

/** Returns the settings as typed; what is switched off stays as it was in `base`. */
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
