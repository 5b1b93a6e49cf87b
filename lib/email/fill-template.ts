import { Liquid, type Template } from "liquidjs";
import type { EmailTemplate, TemplateVariable } from "@/lib/email/template";
import * as m from "@/lib/messages/generated/email";

/** The values of a template's variables; null if unknown. The link is always known. */
export type TemplateValues = Record<Exclude<TemplateVariable, "link">, string | null> & { link: string };

const engine = new Liquid({ strictVariables: true, ownPropertyOnly: true });

/** Marks a missing name until the text around it is closed up. A private-use character, which is removed from values. */
const GAP = "\uE000";

/** Replacements that keep a sentence complete when a value is unknown. */
const fallbacks: Record<Exclude<TemplateVariable, "link">, () => string> = {
  firstName: () => GAP,
  lastName: () => GAP,
  jobTitle: m.yourNewRole,
  startDate: m.yourFirstDay,
  organization: m.yourNewEmployer,
  managerName: m.yourManager,
};

/** Replacements for a variable with the word before it, where the fallback wouldn't fit: "as your new role". */
const phrases = [
  { name: "jobTitle", before: /\bas(?: an?| our| the)?/, replacement: m.inYourNewRole },
  { name: "startDate", before: /\bis/, replacement: m.isToBeConfirmed },
] as const;

/**
 * Returns the template's texts with every variable filled in, as plain text (not escaped). A missing value leaves no gap, stray
 * space or double comma. The subject is one line and never empty. Throws for a template with `templateProblems`; never for a
 * value, because values are reduced to one line of text.
 */
export function fillTemplate(template: EmailTemplate, values: TemplateValues): Record<"subject" | "greeting" | "body" | "signOff", string> {
  const fill = (text: string) => fillIn(text, values);
  return {
    subject: oneLine(fill(template.subject)) || oneLine(fill(m.defaultSubject())),
    greeting: oneLine(fill(template.greeting)),
    body: fill(template.body),
    signOff: fill(template.signOff),
  };
}

/** Returns the text as one line without control characters, so it can't inject a header. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Co}]+/gu, " ").trim();
}

/** Splits a text into paragraphs (separated by blank lines) of lines, without control characters. */
export function paragraphsOf(text: string): string[][] {
  return normalizeLines(text)
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.split("\n").map((line) => line.trim()))
    .map((paragraph) => paragraph.filter((line) => line !== ""))
    .filter((paragraph) => paragraph.length > 0);
}

function normalizeLines(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/(?!\n)[\p{Cc}\p{Co}]/gu, " ");
}

function fillIn(text: string, values: TemplateValues): string {
  const known: Partial<Record<TemplateVariable, string>> = { link: oneLine(values.link) };
  let source = normalizeLines(text);
  for (const name of Object.keys(fallbacks) as (keyof typeof fallbacks)[]) {
    const value = oneLine(values[name] ?? "");
    if (value === "") source = insertFallback(source, name);
    else known[name] = value;
  }
  return engine.renderSync(parsed(source), known).split("\n").map(closeGaps).join("\n");
}

// An organization's texts are the same for all its emails, but for the values that are missing.
const MOST_PARSED = 500;
const parsedSources = new Map<string, Template[]>();

function parsed(source: string): Template[] {
  const known = parsedSources.get(source) ?? engine.parse(source);
  if (parsedSources.size >= MOST_PARSED) parsedSources.clear();
  parsedSources.set(source, known);
  return known;
}

function insertFallback(source: string, name: keyof typeof fallbacks): string {
  const variable = `\\{\\{\\s*${name}\\s*\\}\\}`;
  const phrase = phrases.find((phrase) => phrase.name === name);
  const withPhrase = phrase
    ? source.replace(new RegExp(`${phrase.before.source}\\s+${variable}`, "gi"), (found) => matchCase(found, phrase.replacement()))
    : source;
  return withPhrase.replace(new RegExp(variable, "g"), (_found, at: number) => {
    const startsSentence = /(?:^|[\n.!?])\s*$/.test(withPhrase.slice(Math.max(0, at - 20), at));
    return startsSentence ? capitalize(fallbacks[name]()) : fallbacks[name]();
  });
}

/** Closes the text around missing names: "Welcome, ." becomes "Welcome.", "Dear ," becomes "Dear,". */
function closeGaps(line: string): string {
  if (!line.includes(GAP)) return line;
  const gap = /([,;]?)\s*\uE000(?:['’]s\b)?(?:\s*\uE000(?:['’]s\b)?)*\s*([,;:.!?]?)/gu;
  const closed = line.replace(gap, (found, before: string, after: string, at: number) => {
    if (at === 0) return "";
    return after || (at + found.length === line.length ? "" : `${before} `);
  });
  if (!line.startsWith(GAP)) return closed;
  const text = closed.trim();
  // The link stays as it is where it has come to the beginning.
  return /^https?:/.test(text) ? text : capitalize(text);
}

function matchCase(model: string, text: string): string {
  return /^\p{Lu}/u.test(model) ? capitalize(text) : text;
}

function capitalize(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
