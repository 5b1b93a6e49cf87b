import type { FieldValues } from "@/lib/hire-fields/fields";

/** The text that a search looks through: name, e-mail and job without case and accents, so that "lukasz" finds "Łukasz". */
export function searchText(values: FieldValues): string {
  return searchForm(
    [values.firstName, values.lastName, values.preferredName, values.personalEmail, values.jobTitle]
      .filter((one) => one !== null)
      .join(" "),
  );
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
