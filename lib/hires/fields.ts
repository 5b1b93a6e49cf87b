import type { FieldProblem, HireField } from "@/lib/hire-fields/fields";
import { listOf } from "@/lib/messages/format";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/hires/missing";

/** Returns why a required field is empty, and where to add its value. */
export function missingFieldReason(field: HireField, view: { greenhouseValue: string | null; problem: FieldProblem | null }): string {
  if (view.problem === "only_work_address") return m.onlyWorkEmail();
  if (view.problem === "invalid") return m.invalidInGreenhouse({ value: view.greenhouseValue ?? "" });
  if (view.problem === "untranslated" || view.problem === "left_empty") return m.untranslated({ value: view.greenhouseValue ?? "" });
  return m.missingInGreenhouse({ field });
}

/** Returns a sentence that names the missing fields; null when none is missing. */
export function pendingReason(missing: readonly HireField[]): string | null {
  return missing.length === 0 ? null : m.areMissing({ count: missing.length, fields: fieldList(missing) });
}

/** Returns field names as part of a sentence: "start date, job title and phone". */
export function fieldList(fields: readonly HireField[]): string {
  return listOf(fields.map((field) => fieldWords.name({ field })));
}
