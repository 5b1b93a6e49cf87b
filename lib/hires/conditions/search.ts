import type { FieldValues } from "@/lib/hire-fields/fields";

/**
 * Returns the text that a search looks through, without case and accents, so that "lukasz" finds "Łukasz": name, email and job on the first
 * line, department and location on the second. A text without a second line is an earlier release's, which did not search them (`refreshSearch`).
 */
export function searchText(values: FieldValues): string {
  const { firstName, lastName, preferredName, personalEmail, jobTitle, department, location } = values;
  return [
    [firstName, lastName, preferredName, personalEmail, jobTitle],
    [department, location],
  ]
    .map((line) => searchForm(line.filter((one) => one !== null).join(" ")))
    .join("\n");
}

// Letters that Unicode does not decompose into a base letter and a mark.
const plainLetters: Record<string, string> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th", ı: "i", ħ: "h" };

/** A text as the search compares it: lower case, no accents, single spaces. */
export function searchForm(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđßæœðþıħ]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/gu, " ")
    .trim();
}

/** Returns the name that a list is sorted by: last, then first; null when both are missing. */
export function sortName({ lastName, firstName }: Pick<FieldValues, "lastName" | "firstName">): string | null {
  const name = [lastName, firstName].filter((part) => part !== null).join(" ");
  return name === "" ? null : searchForm(name);
}
