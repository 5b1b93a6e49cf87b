import { readdirSync, readFileSync } from "node:fs";
import { acceptedOffer } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

const catalogues = "lib/messages/en";
const wordsIn = (text: string) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

/** Returns every English word of the catalogues. */
function vocabulary(): Set<string> {
  const files = readdirSync(catalogues, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return new Set(
    files.flatMap((file) =>
      Object.values(JSON.parse(readFileSync(`${catalogues}/${file}`, "utf8"))).flatMap((text) => wordsIn(String(text))),
    ),
  );
}

/**
 * What is so in every language, wherever it stands: the two products, the time zone of the world, a template's variable, an
 * address in the portal, and what was drawn by chance for a token or a secret.
 */
const everywhere =
  /(?<![\p{L}\p{N}])(EMPTrust|Greenhouse|UTC|GMT)(?![\p{L}\p{N}])|\{\{\w+\}\}|http:\/\/(?:127\.0\.0\.1|localhost):\d+\/\S*|(?<!\S)[\w-]{43}(?!\S)/gu;

/**
 * What a test made itself and knows as data. A value must have a word that no message has, so that knowing it hides no
 * text of the portal; `printed` are phrases in the portal's words that someone else prints.
 */
export class Data {
  private readonly ownWords = vocabulary();
  private readonly values: Set<string>;

  constructor(printed: Iterable<string> = []) {
    this.values = new Set(printed);
  }

  add(...values: readonly (string | null | undefined)[]): void {
    for (const value of values) {
      const words = wordsIn(value ?? "");
      if (!value || words.length === 0) continue;
      if (words.every((word) => this.ownWords.has(word))) throw new Error(`"${value}" is in the portal's own words, so it could hide one.`);
      this.values.add(value);
    }
  }

  /** Adds a part of a value that was added: it may be in the portal's own words, as "@mail.test" is. */
  addPart(part: string): void {
    this.values.add(part);
  }

  /** Returns the texts in which letters of the alphabet are left when the data is taken out. */
  plain(texts: Iterable<string>): string[] {
    const patterns = [...this.values]
      .sort((a, b) => b.length - a.length)
      .map((value) => [value, new RegExp(`(?<![\\p{L}\\p{N}])${escaped(value)}(?![\\p{L}\\p{N}])`, "gu")] as const);
    return [...texts].filter((text) => {
      let rest = text.replace(everywhere, " ");
      for (const [value, pattern] of patterns) if (rest.includes(value)) rest = rest.replace(pattern, " ");
      return /[A-Za-z]{2}/.test(rest);
    });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Returns the values of an account of the local Greenhouse: people, addresses, jobs, departments, offices and managers. */
export function valuesOf(world: World): string[] {
  const values = [...world.candidates()].flatMap(({ firstName, lastName, preferredName, emails, phones, addresses, applications }) => [
    ...[firstName, lastName, preferredName].filter((name) => name !== null),
    ...[...emails, ...phones, ...addresses].map(({ value }) => value),
    ...applications.flatMap((application) => [
      acceptedOffer(application)?.employmentType ?? "",
      ...application.jobs.flatMap(({ name, department, offices, managers }) => [
        name,
        department?.name ?? "",
        ...[...offices, ...managers].map((one) => one.name),
      ]),
    ]),
  ]);
  // The portal takes white space off, and accents that stand alone into their letters.
  return values.map((value) => value.normalize("NFC").trim());
}
