import { type FieldName, type FieldProblem, isOwnFieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { listOf } from "@/lib/messages/format";
import * as names from "@/lib/messages/generated/hires/field-names";
import * as m from "@/lib/messages/generated/hires/missing";

/** Returns why a required field is empty, and where to add its value. */
export function missingFieldReason(
  field: FieldName,
  view: { greenhouseValue: string | null; problem: FieldProblem | null },
  own: readonly OwnField[],
): string {
  if (view.problem === "only_work_address") return m.onlyWorkEmail();
  if (view.problem === "invalid") return m.invalidInGreenhouse({ value: view.greenhouseValue ?? "" });
  if (view.problem === "untranslated" || view.problem === "left_empty") return m.untranslated({ value: view.greenhouseValue ?? "" });
  return isOwnFieldName(field) ? m.missingOwn({ field: fieldLabel(field, own) }) : m.missingInGreenhouse({ field });
}

/** Returns a sentence that names the missing fields; null when none is missing. */
export function pendingReason(missing: readonly FieldName[], own: readonly OwnField[]): string | null {
  return missing.length === 0 ? null : m.areMissing({ count: missing.length, fields: fieldList(missing, own) });
}

/** Returns field names as part of a sentence: "start date, job title and phone". */
export function fieldList(fields: readonly FieldName[], own: readonly OwnField[]): string {
  return listOf(fields.map((field) => fieldName(field, own)));
}

/** Returns what a field is called within a sentence: "start date". An own field keeps the case of its label. */
export function fieldName(field: FieldName, own: readonly OwnField[]): string {
  return isOwnFieldName(field) ? fieldLabel(field, own) : names.name({ field });
}
