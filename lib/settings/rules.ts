import { defaultSessionLimits } from "@/lib/auth/rules";
import { defaultSecondFactor } from "@/lib/auth/second-factor/rules";
import type { FieldValues, HireField } from "@/lib/hire-fields/fields";
import { valueIn } from "@/lib/hire-fields/own/rules";
import { defaultErase } from "@/lib/settings/greenhouse/rules";
import type { ImportRule, Packages, SettingName, SettingValue } from "@/lib/settings/schema";

/** The fields that an invitation requires by default. */
export const requiredByDefault: readonly HireField[] = ["firstName", "lastName", "personalEmail", "jobTitle", "startDate"];

/** What holds where an organization decided nothing. */
export const defaultSettings: { [Name in SettingName]: SettingValue<Name> } = {
  own_fields: { fields: [] },
  required_fields: { fields: [...requiredByDefault] },
  field_mapping: { mappings: [{ field: "employmentType", from: "offer", key: "employment_type", translate: [], unknown: "keep" }] },
  import_rules: { rules: [] },
  packages: { packages: [], default: null },
  sync: { intervalMinutes: null },
  invitations: {
    timing: { mode: "at_once", days: 7 },
    reminders: { afterDays: null, max: 2 },
    expiresAfterDays: 14,
    timeZone: "UTC",
    template: null,
  },
  sessions: defaultSessionLimits,
  retention: { withdrawnDays: null, startedDays: null },
  second_factor: defaultSecondFactor,
  branding: { logo: null, accent: null, contactName: null, contactEmail: null },
  greenhouse: { graceHours: 72, rehire: "resume", erase: defaultErase, notesBack: false },
  compensation: { fields: [] },
};

/** A hire's values, of the fields that the rules in question name at least. */
type Values = Readonly<Partial<FieldValues>>;

/** Whether every rule lets a hire through. Case and white space do not matter; a missing value is none of any list. */
export function isImported(values: Values, rules: readonly ImportRule[]): boolean {
  return rules.every((rule) => isAmong(valueIn(values, rule.field), rule.values) === (rule.is === "any_of"));
}

/** The onboarding package a hire gets: the first whose conditions all hold, else the default one; null: none. */
export function packageFor(values: Values, { packages, default: fallback }: Packages): string | null {
  const own = packages.find(({ when }) => when.every((condition) => isAmong(valueIn(values, condition.field), condition.values)));
  return own?.name ?? fallback;
}

function isAmong(value: string | null, list: readonly string[]): boolean {
  return value !== null && list.some((one) => comparable(one) === comparable(value));
}

function comparable(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
}
