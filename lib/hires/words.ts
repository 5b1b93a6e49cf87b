import type { FieldProblem, FieldValues, HireField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/fields";

/** Returns why a required field is empty, and where to add its value. */
export function missingFieldReason(field: HireField, view: { greenhouseValue: string | null; problem: FieldProblem | null }): string {
  if (view.problem === "only_work_address") return m.onlyWorkEmail();
  if (view.problem === "invalid") return m.invalidInGreenhouse({ value: view.greenhouseValue ?? "" });
  return m.missingInGreenhouse({ field });
}

/** Returns a sentence that names the missing fields; null when none is missing. */
export function pendingReason(missing: readonly HireField[]): string | null {
  return missing.length === 0 ? null : m.areMissing({ count: missing.length, fields: fieldList(missing) });
}

/** Returns field names as part of a sentence: "start date, job title and phone". */
export function fieldList(fields: readonly HireField[]): string {
  return listOf(fields.map((field) => m.name({ field })));
}

/** Returns first and last name; empty when both are missing. */
export function fullName(values: Pick<FieldValues, "firstName" | "lastName">): string {
  return [values.firstName, values.lastName].filter((part) => part !== null).join(" ");
}

/** Returns the name a hire is listed by: Greenhouse's candidate id when both names are missing. */
export function shownName({ fields, greenhouse }: Pick<NewHire, "fields" | "greenhouse">): string {
  const name = fullName({ firstName: fields.firstName.value, lastName: fields.lastName.value });
  return name || m.candidate({ id: String(greenhouse.candidateId) });
}
