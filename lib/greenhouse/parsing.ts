import { z } from "zod";
import { GreenhouseError, type Rejected } from "@/lib/greenhouse/connector";

// What Harvest v1 and v3 have in common. Strict about what is used, silent about the rest: Greenhouse may add properties at any time.

export const id = z.int().nonnegative();
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
// PostgreSQL stores neither a NUL nor half a character, and one such text must not stop a whole page. Line breaks stay.
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.replace(/[^\P{Cc}\n\r\t]/gu, "\u{FFFD}").toWellFormed() ?? null);

export const typedValues = z
  .array(z.object({ value: text, type: text }))
  .nullish()
  .transform((list) => (list ?? []).flatMap(({ value, type }) => (value === null ? [] : [{ value, type: type ?? "other" }])));

/** The properties of a person that both versions send alike. */
export const personSchema = z.object({
  id,
  first_name: text,
  last_name: text,
  preferred_name: text,
  email_addresses: typedValues,
  phone_numbers: typedValues,
  addresses: typedValues,
});

/** A person in our words. */
export function toCandidate(person: z.output<typeof personSchema>) {
  return {
    id: person.id,
    firstName: person.first_name,
    lastName: person.last_name,
    preferredName: person.preferred_name,
    emails: person.email_addresses,
    phones: person.phone_numbers,
    addresses: person.addresses,
  };
}

const looseSchema = z.object({
  id: z.union([z.number(), z.string()]).optional().catch(undefined),
  updated_at: moment.optional().catch(undefined),
});

/** What did not fit, by property and expectation. Zod's messages for these schemas name types, not values. */
export function rejection(kind: Rejected["kind"], raw: unknown, error: z.ZodError): Rejected {
  const loose = looseSchema.safeParse(raw);
  const issue = error.issues[0];
  const where = issue?.path.join(".") || "the record";
  return {
    kind,
    id:
      loose.success && loose.data.id !== undefined
        ? String(loose.data.id)
            .replace(/[^\w-]/g, "")
            .slice(0, 40) || "unknown"
        : "unknown",
    reason: `${where}: ${issue?.message ?? "cannot be read"}`.slice(0, 300),
    changedAt: (loose.success && loose.data.updated_at) || null,
  };
}

/** A person whom Greenhouse does not have (any more). */
export function gone(candidateId: number): Rejected {
  const reason = "Greenhouse no longer has this candidate: deleted, or merged into another one.";
  return { kind: "candidate", id: String(candidateId), reason, changedAt: null };
}

/** The rows of a list as given; anything but a list is an answer of somebody else. */
export function rowsOf(body: unknown, what: string): unknown[] {
  if (!Array.isArray(body)) throw new GreenhouseError("greenhouse_unreadable", `Greenhouse's list of ${what} is not a list.`);
  return body;
}

/** Parses each row of a list of its own, so that one that does not fit costs the others nothing. */
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
