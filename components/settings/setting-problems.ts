import { safeParse } from "zod/mini";
import type { InvalidParam } from "@/lib/platform/problem-codes";
import { type SettingChange, type SettingName, settingChangeSchemas } from "@/lib/settings/schema";

/** Returns why the API would refuse a change, by the place in the request's body; none when it could be saved. */
export function problemsOf<Name extends SettingName>(name: Name, change: SettingChange<Name>): InvalidParam[] {
  const parsed = safeParse(settingChangeSchemas[name], change);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), reason: message }));
}

/** Returns the first reason of each field that problems belong to. */
export function problemsByField<Field extends string>(
  problems: readonly InvalidParam[],
  fieldOf: (place: string) => Field | undefined,
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const { name, reason } of problems) {
    const field = fieldOf(name);
    if (field) found[field] ??= reason;
  }
  return found;
}
