import { locale } from "@/lib/messages/generated/locale";

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);

/** Returns a number as people write it: "12,345". */
export function number(value: number): string {
  return numbers.format(value);
}

/** Returns the plural category of a number in a sentence. */
export function plural(value: number): Intl.LDMLPluralRule {
  return plurals.select(value);
}
