import type { OfferState } from "@/lib/accepted-offers/rules";
import type { Candidate, JobFacts, Told, TypedValue } from "@/lib/greenhouse/connector";
import type { FieldValues, HireDraft } from "@/lib/new-hires/rules";
import { type FieldProblem, type HireField, hireFields, parseField } from "@/lib/new-hires/schema";

/** A field as Greenhouse gives it, with why it cannot be taken if it cannot. */
interface Given {
  raw: Told;
  problem?: FieldProblem;
}

/**
 * A hired application in our words. Pure: the same candidate, job and standing offer always give the same draft.
 * A value that is not valid is kept for HR to see and counts as missing.
 */
export function toNewHireDraft(candidate: Candidate, job: JobFacts, offer: OfferState): HireDraft {
  const given: Record<HireField, Given> = {
    firstName: { raw: candidate.firstName },
    lastName: { raw: candidate.lastName },
    preferredName: { raw: candidate.preferredName },
    personalEmail: personalEmail(candidate.emails),
    phone: { raw: pick("phone", candidate.phones, ["mobile", "home", "other"]) },
    address: { raw: pick("address", candidate.addresses, ["home", "other"]) },
    jobTitle: { raw: job.name },
    department: { raw: job.department },
    location: { raw: job.location },
    employmentType: { raw: offer.employmentType },
    managerName: { raw: job.managerName },
    startDate: { raw: offer.startsOn },
  };
  const draft: HireDraft = {
    applicationId: offer.applicationId,
    candidateId: candidate.id,
    offerId: offer.id,
    hiredOn: offer.resolvedAt?.toISOString().slice(0, 10) ?? null,
    values: {} as FieldValues,
    greenhouseValues: {} as FieldValues,
    problems: {},
    untold: hireFields.filter((field) => given[field].raw === undefined),
  };
  for (const field of hireFields) {
    const { raw = null, problem } = given[field];
    const parsed = parseField(field, raw);
    draft.values[field] = parsed.ok && !problem ? parsed.value : null;
    draft.greenhouseValues[field] = parsed.ok ? parsed.value : presentable(raw);
    if (problem) draft.problems[field] = problem;
    else if (!parsed.ok) draft.problems[field] = "invalid";
  }
  return draft;
}

/**
 * The first valid address of type personal, else of type other. Never a work address: in Greenhouse that is the one at
 * the *current* employer. Without a usable one, what there is, and why it is not taken.
 */
function personalEmail(emails: readonly TypedValue[]): Given {
  const usable = pick("personalEmail", emails, ["personal", "other"]);
  if (usable !== null && parseField("personalEmail", usable).ok) return { raw: usable };
  if (usable !== null) return { raw: usable, problem: "invalid" };
  const work = emails.find(({ type, value }) => type === "work" && value.trim() !== "");
  return work ? { raw: work.value, problem: "only_work_address" } : { raw: null };
}

/** The first valid value in the order of types, else the first that says anything at all. */
function pick(field: HireField, values: readonly TypedValue[], types: readonly string[]): string | null {
  const inOrder = types.flatMap((type) => values.filter((one) => one.type === type && one.value.trim() !== ""));
  const valid = inOrder.find(({ value }) => {
    const parsed = parseField(field, value);
    return parsed.ok && parsed.value !== null;
  });
  return (valid ?? inOrder[0])?.value ?? null;
}

/** An invalid text as it can be stored and shown: no control characters, no lone surrogates, not endless. */
function presentable(raw: string | null): string | null {
  const text = raw
    ?.replace(/\p{Cc}/gu, " ")
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, "")
    .trim()
    .slice(0, 300)
    .toWellFormed();
  return text || null;
}
