import { type FieldName, isOwnFieldName } from "@/lib/hire-fields/fields";
import { isDateField, type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/fields";
import { isDay } from "@/lib/platform/calendar";

/** Returns what a field is called as a heading: "Start date". One that was removed is called by its key. */
export function fieldLabel(field: FieldName, own: readonly OwnField[]): string {
  return isOwnFieldName(field) ? (ownFieldOf(field, own)?.label ?? field.slice(2)) : m.label({ field });
}

/** Returns a field's value as the portal shows it; a text that the field would not take, of a rule, an address or an earlier field, as it is. */
export function shownValue(field: FieldName, value: string, own: readonly OwnField[]): string {
  if (isDateField(field, own) && isDay(value)) return plainDate(value, "long");
  return ownFieldOf(field, own)?.type === "yes_no" && (value === "yes" || value === "no") ? m.yesOrNo({ value }) : value;
}
