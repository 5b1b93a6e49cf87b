import {
  type Candidate,
  type CustomField,
  type JobDetails,
  type OfferVersion,
  type ReportedValue,
  type TeamRole,
  type TypedValue,
  teamRoles,
} from "@/lib/greenhouse/connector";
import { eachField, type FieldName, type FieldProblem, type HireField, type OwnFieldName } from "@/lib/hire-fields/fields";
import { fieldsOf, isHireField, parseOwnField, said } from "@/lib/hire-fields/own/rules";
import { type FieldParse, parseField } from "@/lib/hire-fields/rules";
import type { HireDraft } from "@/lib/hires/status";
import type { OfferState } from "@/lib/offers/rules";
import { utcDay } from "@/lib/platform/calendar";
import type { ApplicationId } from "@/lib/platform/ids";
import type { Mapping } from "@/lib/settings/mapping/rules";
import type { FieldMapping } from "@/lib/settings/mapping/schema";

/** A field as Greenhouse gives it, with why it cannot be taken if it cannot. */
interface Given {
  raw: ReportedValue;
  problem?: FieldProblem;
}

/** What Greenhouse says of one hired application. */
export interface HiredApplication {
  candidate: Candidate;
  job: JobDetails;
  applicationFields: readonly CustomField[];
  /** Names of the hiring team, as far as they are known. */
  team: Record<TeamRole, ReportedValue>;
  applicationId: ApplicationId;
  /** The accepted offer; null: hired without one. */
  offer: OfferState | null;
}

/**
 * A hired application in our words. Pure: the same candidate, job, standing offer and mapping always give the same draft.
 * A value that is not valid is kept for HR to see and counts as missing; a mapped custom field without a value leaves its
 * field to where it comes from otherwise.
 */
export function toNewHireDraft(hired: HiredApplication, mappings: readonly Mapping[]): HireDraft {
  const { candidate, job, offer } = hired;
  const given: Record<HireField, Given> & { [own: OwnFieldName]: Given } = {
    firstName: { raw: candidate.firstName },
    lastName: { raw: candidate.lastName },
    preferredName: { raw: candidate.preferredName },
    personalEmail: personalEmail(candidate.emails),
    phone: { raw: pick("phone", candidate.phones, ["mobile", "home", "other"]) },
    address: { raw: pick("address", candidate.addresses, ["home", "other"]) },
    jobTitle: { raw: job.name },
    department: { raw: job.department },
    location: { raw: job.location },
    employmentType: { raw: null },
    managerName: { raw: job.managerName },
    startDate: { raw: offer?.startsOn ?? null },
  };
  const parsers = new Map<FieldName, (raw: string | null) => FieldParse>();
  for (const mapping of mappings) {
    const raw = mappedValue(hired, mapping);
    if ("ownField" in mapping) {
      parsers.set(mapping.field, (value) => parseOwnField(mapping.ownField, value));
      given[mapping.field] = { raw: null };
    }
    if (raw === undefined) given[mapping.field] = { raw };
    else if (raw !== null && raw.trim() !== "") given[mapping.field] = translated(raw, mapping);
  }
  const draft: HireDraft = {
    applicationId: hired.applicationId,
    candidateId: candidate.id,
    offerId: offer?.id ?? null,
    hiredOn: offer?.resolvedAt ? utcDay(offer.resolvedAt) : null,
    values: eachField(() => null),
    greenhouseValues: eachField(() => null),
    problems: {},
    unknownFields: fieldsOf(given).filter((field) => given[field]?.raw === undefined),
  };
  for (const field of fieldsOf(given)) {
    const { raw = null, problem } = given[field] ?? {};
    const parsed = isHireField(field) ? parseField(field, raw) : (parsers.get(field)?.(raw) ?? { ok: true, value: null });
    draft.values[field] = parsed.ok && !problem ? parsed.value : null;
    draft.greenhouseValues[field] = parsed.ok ? parsed.value : presentable(raw);
    if (problem) draft.problems[field] = problem;
    else if (!parsed.ok) draft.problems[field] = "invalid";
  }
  return draft;
}

/** What a mapped custom field holds; undefined where this connection can't know. */
function mappedValue({ candidate, applicationFields, team, job, offer }: HiredApplication, { from, key }: FieldMapping): ReportedValue {
  if (from === "offer") return offer?.customValues[key] ?? null;
  // Without an offer there is no opening; of an offer that was read without it, it is not known.
  if (from === "opening") return offer ? offer.customValues[storedKey({ from, key })] : null;
  // A custom field of the same key is what was mapped before the roles could be.
  const isOwnKey = applicationFields.some((one) => one.key === key);
  const role = from === "application" && !isOwnKey ? teamRoles.find((one) => one === key) : undefined;
  if (role) return team[role];
  const fields = { candidate: candidate.customFields, application: applicationFields, job: job.customFields }[from];
  return fields && (fields.find((one) => one.key === key)?.value ?? null);
}

/** Returns what a mapping makes of a value: what it is translated to, or what becomes of one that no translation names. */
function translated(raw: string, { translate, unknown }: FieldMapping): Given {
  const known = translate.find(({ from }) => said(from) === said(raw));
  if (known) return { raw: known.to };
  return unknown === "keep" ? { raw } : { raw, problem: unknown === "pending" ? "untranslated" : "left_empty" };
}

/** Under which key a value is kept with its offer: those of the opening stand beside the offer's own. */
function storedKey({ from, key }: Pick<FieldMapping, "from" | "key">): string {
  return from === "opening" ? `opening ${key}` : key;
}

/** The custom fields of an offer and its opening that a mapping uses, those that an opening lacks as null: nothing else of them is kept. */
export function mappedOfferValues(
  { customFields, openingFields }: Pick<OfferVersion, "customFields" | "openingFields">,
  mappings: readonly FieldMapping[],
): OfferState["customValues"] {
  const entries = mappings.flatMap((mapping) => {
    const valueIn = (fields: readonly CustomField[]) => fields.find(({ key }) => key === mapping.key)?.value;
    if (mapping.from === "opening") return openingFields ? [[storedKey(mapping), valueIn(openingFields) ?? null] as const] : [];
    const value = mapping.from === "offer" ? valueIn(customFields) : undefined;
    return value === undefined ? [] : [[storedKey(mapping), value] as const];
  });
  return Object.fromEntries(entries);
}

/** Returns an offer as we keep it, with what the mappings use of its fields and its opening's. */
export function toOfferState(version: OfferVersion, mappings: readonly FieldMapping[]): OfferState {
  const { customFields: _, openingFields: __, ...offer } = version;
  return { ...offer, customValues: mappedOfferValues(version, mappings) };
}

/** Whether a mapping uses the name of someone in the hiring team, which is read only then. */
export function usesHiringTeam(mappings: readonly { from: string; key: string }[]): boolean {
  return mappings.some(({ from, key }) => from === "application" && teamRoles.some((role) => role === key));
}

/** Whether something of openings is used, by mappings or as compensation, which are read with offers only then. */
export function usesOpenings(mappings: readonly { from: string }[]): boolean {
  return mappings.some(({ from }) => from === "opening");
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
