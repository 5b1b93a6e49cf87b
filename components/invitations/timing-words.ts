import type { SettingValue } from "@/lib/settings/schema";

/** When an organization's invitations go out, as the end of a sentence: "7 days before the start date". */
export function timingWords({ mode, days }: SettingValue<"invitations">["timing"]): string {
  if (mode === "at_once") return "at once";
  if (mode === "by_hand") return "by hand";
  if (days === 0) return "on the start date";
  return `${days} ${days === 1 ? "day" : "days"} before the start date`;
}
