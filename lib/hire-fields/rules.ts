import type { HireField } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/validation/hire-fields";
import * as texts from "@/lib/messages/generated/validation/text";
import { daysBetween, isTakenDay } from "@/lib/platform/calendar";
import { isPlainName } from "@/lib/platform/rules";

/** A plain date (YYYY-MM-DD) as the database keeps it beside the text to find and sort by (`NewHire.startKey`; migration `list_by_index`). */
export function startKey(day: string): number {
  return Number(day.replaceAll("-", ""));
}

/** Returns the plain date (YYYY-MM-DD) of a number that `startKey` made. */
export function dayOfStartKey(key: number): string {
  return String(key)
    .padStart(8, "0")
    .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

export interface StartUrgency {
  /** Days from `today` to the first day; negative when it is over, null when it is not known. */
  days: number | null;
  level: "unknown" | "past" | "urgent" | "soon" | "later";
}

/** Returns how close the first day is. Both are plain dates (YYYY-MM-DD), so no time zone and no daylight saving moves them. */
export function startUrgency(startDate: string | null, today: string): StartUrgency {
  if (startDate === null) return { days: null, level: "unknown" };
  const days = daysBetween(today, startDate);
  if (days < 0) return { days, level: "past" };
  if (days <= 7) return { days, level: "urgent" };
  return { days, level: days <= 14 ? "soon" : "later" };
}

/**
 * By how many years a date may lie before and after today without being probably a slip. What is planned, such as a start, is near; a field of the
 * organization's own may hold a birthday.
 */
const plausibleYears = {
  planned: { before: 1, after: 2 },
  own: { before: 100, after: 100 },
} as const;
export type DateKind = keyof typeof plausibleYears;

export interface DateDoubt {
  doubt: "long_ago" | "far_off";
  /** How many years from today it lies, at the least. */
  years: number;
}

function yearsLater(day: string, years: number): string {
  const [year = "", ...rest] = day.split("-");
  return [String(Number(year) + years).padStart(4, "0"), ...rest].join("-");
}

/**
 * Returns why a date is probably a slip: it lies further from today than one of its kind does; null otherwise. Both are plain days (YYYY-MM-DD),
 * `today` in the organization's time zone. A doubt is a question to the person who types, and refuses nothing.
 */
export function dateDoubt(day: string, today: string, kind: DateKind): DateDoubt | null {
  const { before, after } = plausibleYears[kind];
  // As texts: 29 February compares rightly in years that have none.
  if (day < yearsLater(today, -before)) return { doubt: "long_ago", years: before };
  return day > yearsLater(today, after) ? { doubt: "far_off", years: after } : null;
}

/** Maximum length of each field, in UTF-16 code units. Email: the limit of RFC 5321. */
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
// U+FFFD replaces unreadable characters. Control characters can break headers and terminals; bidirectional overrides can disguise a name.
const forbiddenCharacters = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD-\uFFFF]/u;
const forbiddenInAddress = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\uFFFD]/u;
// A text of only these characters is invisible, so it counts as empty.
const invisible = /[\p{Cf}\p{Zs}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** What is taken for an email address: zod's own pattern (held by a test), without zod, which would be the greatest part of a page. */
export const emailPattern = /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

export type FieldParse = { ok: true; value: string | null } | { ok: false; reason: string };

/**
 * Parses one field from Greenhouse or HR: trims, normalizes to Unicode NFC, collapses white space (an address keeps its lines)
 * and treats empty as missing. Returns the value, or the reason why it is invalid. Sync, form and API all use it, so they
 * agree on what is valid.
 */
export function parseField(field: HireField, raw: string | null): FieldParse {
  const read = readText(raw, { most: fieldMaxLength[field], keepsLines: field === "address" });
  if (!read.ok || read.value === null) return read;
  const text = read.value;
  if (personNames.has(field) && /[<>]/.test(text)) return { ok: false, reason: m.noAngleBrackets() };
  if (personNames.has(field) && !isPlainName(text)) return { ok: false, reason: texts.plainName() };
  if (field === "personalEmail" && !emailPattern.test(text)) {
    return { ok: false, reason: m.invalidEmail() };
  }
  if (field === "startDate" && !isTakenDay(text)) {
    return { ok: false, reason: m.invalidDate() };
  }
  return read;
}

/**
 * Returns a text as a field holds it: trimmed, in Unicode NFC, white space collapsed except between lines that are kept; null where nothing of
 * it can be seen. `most` is its maximum length in UTF-16 code units.
 */
export function readText(raw: string | null, { most, keepsLines = false }: { most: number; keepsLines?: boolean }): FieldParse {
  if (raw === null) return { ok: true, value: null };
  const text = tidy(raw, keepsLines);
  if (text.replace(invisible, "") === "") return { ok: true, value: null };
  if (!text.isWellFormed()) return { ok: false, reason: m.unreadableCharacters() };
  if (text.length > most) return { ok: false, reason: texts.tooLong({ max: most }) };
  if ((keepsLines ? forbiddenInAddress : forbiddenCharacters).test(text)) return { ok: false, reason: m.controlCharacters() };
  return { ok: true, value: text };
}

function tidy(raw: string, keepsLines: boolean): string {
  const text = raw.normalize("NFC");
  if (!keepsLines) return text.replace(/\s+/gu, " ").trim();
  return text
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
