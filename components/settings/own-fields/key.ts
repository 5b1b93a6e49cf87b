import type { OwnField } from "@/lib/hire-fields/own/fields";
import { searchForm } from "@/lib/hires/conditions/search";

const LONGEST = 40;

/** Returns a key for a new field: its label in plain letters, digits and underscores, and a number where another field has the key. */
export function keyFor(label: string, others: readonly Pick<OwnField, "key">[]): string {
  const plain = searchForm(label)
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^_|_$/g, "")
    .slice(0, LONGEST - 3);
  const base = plain === "" ? "field" : plain;
  const taken = new Set(others.map(({ key }) => key.toLowerCase()));
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}
