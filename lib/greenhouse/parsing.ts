import { z } from "zod";
import { type Candidate, type CustomField, GreenhouseError, type OfferVersion, type Rejected } from "@/lib/greenhouse/connector";
import * as m from "@/lib/messages/generated/server/greenhouse";
import { isTakenMoment } from "@/lib/platform/columns";
import type { CandidateId } from "@/lib/platform/ids";

// Shared by Harvest v1 and v3. Strict about properties that are used; ignores the rest, because Greenhouse may add properties at any time.

export const id = z.int().nonnegative();
export const applicationId = id.brand<"ApplicationId">();
export const candidateId = id.brand<"CandidateId">();
const offerId = id.brand<"OfferId">();
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(isTakenMoment);
// PostgreSQL can't store NUL characters or lone surrogates, and one such text must not stop a whole page. Line breaks stay.
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.replace(/[^\P{Cc}\n\r\t]/gu, "\u{FFFD}").toWellFormed() ?? null);

const typedValues = z
  .array(z.object({ value: text, type: text }))
  .nullish()
  .transform((list) => (list ?? []).flatMap(({ value, type }) => (value === null ? [] : [{ value, type: type ?? "other" }])));

const keyedFields = z
  .record(
    z.string(),
    z
      .object({ name: text.catch(null), value: z.unknown() })
      .nullable()
      .catch(null),
  )
  .nullish()
  .catch(null);
const plainFields = z.record(z.string(), z.unknown()).nullish().catch(null);

/**
 * The custom fields of a record. v3 sends `custom_fields` by key with name and value. v1 sends that as `keyed_custom_fields`,
 * and `custom_fields` as key → value, with keys that may differ (samples `v1/list-offers.json`, `v1/candidate.json`).
 */
export const customFieldProperties = { custom_fields: plainFields, keyed_custom_fields: keyedFields };

/** Returns a record's custom fields, each key once. An unreadable value becomes null. */
export function toCustomFields(record: {
  custom_fields?: z.output<typeof plainFields>;
  keyed_custom_fields?: z.output<typeof keyedFields>;
}): CustomField[] {
  const found = new Map<string, CustomField>();
  const add = (key: string, name: string | null, value: unknown) => {
    const known = text.safeParse(key).data ?? "";
    if (known === "" || known.length > 200 || found.has(known)) return;
    found.set(known, { key: known, name: name?.trim().slice(0, 200) || known, value: asText(value) });
  };
  for (const [key, field] of Object.entries(record.keyed_custom_fields ?? {})) if (field) add(key, field.name, field.value);
  for (const [key, value] of Object.entries(record.custom_fields ?? {})) {
    const keyed = keyedField.safeParse(value);
    if (keyed.success) add(key, keyed.data.name, keyed.data.value);
    else add(key, null, value);
  }
  return [...found.values()];
}

const keyedField = z.object({ name: text, type: z.string(), value: z.unknown() });
const amount = z.union([z.string(), z.number()]);
// Samples `v1/list-offers.json` and `webhooks/candidate-hired.json` write it in these two ways.
const money = z.union([
  z.object({ amount, unit: z.string() }),
  z.object({ value: amount, currency: z.string() }).transform(({ value, currency }) => ({ amount: value, unit: currency })),
]);
const person = z.object({ name: z.string() });

/** Returns a custom field's value as text: choices joined, an amount with its unit, a user by name. */
function asText(value: unknown): string | null {
  if (typeof value === "string") return text.parse(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.flatMap((one) => asText(one) ?? []).join(", ") || null;
  const paid = money.safeParse(value);
  if (paid.success) return `${paid.data.amount} ${paid.data.unit}`;
  const named = person.safeParse(value);
  return named.success ? text.parse(named.data.name) : null;
}

/** The properties of a person that v1 and v3 send in the same form. */
export const personSchema = z.object({
  id: candidateId,
  first_name: text,
  last_name: text,
  preferred_name: text,
  email_addresses: typedValues,
  phone_numbers: typedValues,
  addresses: typedValues,
  ...customFieldProperties,
});

/** The properties of an offer version that v1 and v3 send in the same form. */
export const offerSchema = z.object({
  id: offerId,
  version: z.int32(),
  application_id: applicationId,
  candidate_id: candidateId,
  resolved_at: moment.nullish(),
  updated_at: moment,
  ...customFieldProperties,
});

/** Returns an offer version; the version of Harvest decides where `status` and `startsOn` come from. */
export function toOfferVersion(
  offer: z.output<typeof offerSchema>,
  { status, startsOn }: Pick<OfferVersion, "status" | "startsOn">,
): OfferVersion {
  return {
    id: offer.id,
    applicationId: offer.application_id,
    candidateId: offer.candidate_id,
    version: offer.version,
    status,
    startsOn,
    customFields: toCustomFields(offer),
    openingFields: undefined,
    resolvedAt: offer.resolved_at ?? null,
    updatedAt: offer.updated_at,
  };
}

/** Returns the candidate that a person's properties describe. */
export function toCandidate(person: z.output<typeof personSchema>): Candidate {
  return {
    id: person.id,
    firstName: person.first_name,
    lastName: person.last_name,
    preferredName: person.preferred_name,
    emails: person.email_addresses,
    phones: person.phone_numbers,
    addresses: person.addresses,
    customFields: toCustomFields(person),
  };
}

/** Returns whether Greenhouse has anonymized a person: "Anonymized" is the first name, and the id the last one. */
export function isAnonymized({ id: candidateId, first_name: first, last_name: last }: z.output<typeof personSchema>): boolean {
  return first?.trim().toLowerCase() === "anonymized" && last?.trim() === String(candidateId);
}

const looseSchema = z.object({
  id: z.union([z.number(), z.string()]).optional().catch(undefined),
  updated_at: moment.optional().catch(undefined),
});

/** Returns what didn't fit, by property and expected type, never by value. */
export function rejection(kind: Rejected["kind"], raw: unknown, error: z.ZodError): Rejected {
  const loose = looseSchema.safeParse(raw);
  const issue = error.issues[0];
  const property = issue?.path.join(".") ?? "";
  const expected = issue?.code === "invalid_type" ? issue.expected : "other";
  return {
    kind,
    id:
      loose.success && loose.data.id !== undefined
        ? String(loose.data.id)
            .replace(/[^\w-]/g, "")
            .slice(0, 40) || "unknown"
        : "unknown",
    reason: (property ? m.propertyUnreadable({ property, expected }) : m.recordUnreadable()).slice(0, 300),
    changedAt: (loose.success && loose.data.updated_at) || null,
  };
}

/** Returns the rejection of a candidate that Greenhouse doesn't have. */
export function missingCandidate(candidateId: CandidateId): Rejected {
  return { kind: "candidate", id: String(candidateId), reason: m.candidateGone(), changedAt: null };
}

/** Returns a list's rows, unparsed. Throws when the body is not a list, because then the response is not from Greenhouse. */
export function rowsOf(body: unknown, list: string): unknown[] {
  if (!Array.isArray(body)) throw new GreenhouseError("greenhouse_unreadable", m.notAList({ list }));
  return body;
}

/** Parses the rows of a list one by one, so that an invalid row doesn't stop the others. */
export function parseRows<Row>(
  schema: z.ZodType<Row>,
  kind: Rejected["kind"],
  rows: readonly unknown[],
): { read: Row[]; rejected: Rejected[] } {
  const read: Row[] = [];
  const rejected: Rejected[] = [];
  for (const raw of rows) {
    const parsed = schema.safeParse(raw);
    if (parsed.success) read.push(parsed.data);
    else rejected.push(rejection(kind, raw, parsed.error));
  }
  return { read, rejected };
}
