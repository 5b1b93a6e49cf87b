import * as z from "zod/mini";
import { type FieldName, fieldNamePattern, type HireField, isOwnFieldName } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/validation/hire-fields";
import * as texts from "@/lib/messages/generated/validation/text";
import { isPlainName, sent } from "@/lib/platform/columns";

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
const emailSchema = z.email();

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
  if (field === "personalEmail" && !emailSchema.safeParse(text).success) {
    return { ok: false, reason: m.invalidEmail() };
  }
  if (field === "startDate" && !sent.day.safeParse(text).success) {
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

/** Parses what was sent for a field as far as a schema can: an own field's value stays as it came, because its type is the organization's. */
export function parseSent(field: FieldName, raw: string | null): FieldParse {
  return isOwnFieldName(field) ? { ok: true, value: raw } : parseField(field, raw);
}

/**
 * The name of a field, an own one included. Zod types a checked text as any text; whether the organization has the own field is asked where it is
 * stored.
 */
export const fieldNameSchema = z.string().check(z.regex(fieldNamePattern)) as unknown as z.ZodMiniType<FieldName, FieldName>;
