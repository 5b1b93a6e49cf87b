import { type FieldProblem, fieldLabels, type HireField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";
import type { FieldValues } from "@/lib/hires/status";

/** Where each field comes from in Greenhouse, for the sentence under a missing field. */
const whereFrom: Record<HireField, string> = {
  firstName: "the candidate's first name",
  lastName: "the candidate's last name",
  preferredName: "the candidate's preferred name",
  personalEmail: "an e-mail of type personal on the candidate",
  phone: "a phone number on the candidate",
  address: "an address on the candidate",
  jobTitle: "the job of the hired application",
  department: "the job's department",
  location: "the job's office",
  employmentType: "the offer's employment type",
  managerName: "the job's hiring manager",
  startDate: "the start date of the accepted offer",
};

/** One sentence on a missing field: why Greenhouse's value could not be taken, or where it would come from. */
export function missingFieldReason(field: HireField, view: { greenhouseValue: string | null; problem: FieldProblem | null }): string {
  if (view.problem === "only_work_address") {
    return "Greenhouse only has a work address, which belongs to the current employer. Enter a personal one here, or add it to the candidate in Greenhouse and it arrives by itself.";
  }
  if (view.problem === "invalid") {
    return `Greenhouse has “${view.greenhouseValue ?? ""}”, which is not valid. Correct it here, or in Greenhouse and it arrives by itself.`;
  }
  return `Greenhouse does not have ${whereFrom[field]}. Enter it here, or fill it in Greenhouse and it arrives by itself.`;
}

/** One sentence on why a hire is pending, naming the fields; null when nothing is missing. */
export function pendingReason(missing: readonly HireField[]): string | null {
  if (missing.length === 0) return null;
  return `The ${fieldList(missing)} ${missing.length === 1 ? "is" : "are"} missing.`;
}

/** Names in a sentence: "start date, job title and phone". */
export function fieldList(fields: readonly HireField[]): string {
  const names = fields.map((field) => fieldLabels[field].toLowerCase());
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** First and last name as a mail addresses somebody; empty when both are missing. */
export function fullName(values: Pick<FieldValues, "firstName" | "lastName">): string {
  return [values.firstName, values.lastName].filter((part) => part !== null).join(" ");
}

/** The name a hire is listed by; someone whose names are missing is known by Greenhouse's number. */
export function shownName({ fields, greenhouse }: Pick<NewHire, "fields" | "greenhouse">): string {
  return fullName({ firstName: fields.firstName.value, lastName: fields.lastName.value }) || `Candidate ${greenhouse.candidateId}`;
}
