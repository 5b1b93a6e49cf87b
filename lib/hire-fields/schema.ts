import * as z from "zod/mini";

/** The fields of a hire's record, in the order the form shows them. */
export const hireFields = [
  "firstName",
  "lastName",
  "preferredName",
  "personalEmail",
  "phone",
  "address",
  "jobTitle",
  "department",
  "location",
  "employmentType",
  "managerName",
  "startDate",
] as const;
export type HireField = (typeof hireFields)[number];

/** The names people read, everywhere a field is named: form, chips, messages. */
export const fieldLabels: Record<HireField, string> = {
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  personalEmail: "Personal e-mail",
  phone: "Phone",
  address: "Address",
  jobTitle: "Job title",
  department: "Department",
  location: "Location",
  employmentType: "Employment type",
  managerName: "Manager",
  startDate: "Start date",
};

/** What an invitation needs unless an admin decides otherwise. */
export const requiredByDefault: readonly HireField[] = ["firstName", "lastName", "personalEmail", "jobTitle", "startDate"];

/** Why Greenhouse's value could not be taken, so that the record can say why it is pending. */
export const fieldProblems = ["only_work_address", "invalid"] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** Longest text each field takes, in UTF-16 code units. Addresses are several lines, e-mail is RFC 5321's limit. */
export const fieldMaxLength: Record<HireField, number> = {
  firstName: 100,
  lastName: 100,
  preferredName: 100,
  personalEmail: 254,
  phone: 50,
  address: 1000,
  jobTitle: 200,
  department: 200,
  location: 200,
  employmentType: 100,
  managerName: 200,
  startDate: 10,
};

const personNames = new Set<HireField>(["firstName", "lastName", "preferredName", "managerName"]);
// U+FFFD stands for what the sender or the connector could not read. Control characters can break headers and terminals; bidirectional overrides can make a name read as another.
const forbiddenCharacters = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD-\uFFFF]/u;
const forbiddenInAddress = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\uFFFD]/u;
// A text of these alone shows nothing: it is as good as empty.
const invisible = /[\p{Cf}\p{Zs}\u115F\u1160\u2800\u3164\uFFA0]/gu;
const emailSchema = z.email();
const isoDateSchema = z.iso.date();

export type FieldParse = { ok: true; value: string | null } | { ok: false; reason: string };

/**
 * Reads one field as Greenhouse or HR gives it: trims, normalizes to Unicode NFC, folds runs of white space
 * (an address keeps its lines), treats empty as missing, and says in words what is wrong with anything else.
 * The same rule serves the sync, the form and the API, so a value is valid everywhere or nowhere.
 */
export function parseField(field: HireField, raw: string | null): FieldParse {
  if (raw === null) return { ok: true, value: null };
  const text = tidy(field, raw);
  if (text.replace(invisible, "") === "") return { ok: true, value: null };
  if (!text.isWellFormed()) return { ok: false, reason: "It contains characters that cannot be read." };
  if (text.length > fieldMaxLength[field]) return { ok: false, reason: `Use at most ${fieldMaxLength[field]} characters.` };
  if ((field === "address" ? forbiddenInAddress : forbiddenCharacters).test(text)) {
    return { ok: false, reason: "It contains control characters, which cannot be shown or printed." };
  }
  if (personNames.has(field) && /[<>]/.test(text)) return { ok: false, reason: "A name cannot contain < or >." };
  if (field === "personalEmail" && !emailSchema.safeParse(text).success) {
    return { ok: false, reason: "This is not a complete e-mail address." };
  }
  if (field === "startDate" && (!isoDateSchema.safeParse(text).success || text < "1900-01-01" || text > "2199-12-31")) {
    return { ok: false, reason: "This is not a date in the calendar. Use year-month-day." };
  }
  return { ok: true, value: text };
}

function tidy(field: HireField, raw: string): string {
  const text = raw.normalize("NFC");
  if (field !== "address") return text.replace(/\s+/gu, " ").trim();
  return text
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
