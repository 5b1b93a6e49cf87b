import { Liquid } from "liquidjs";
import { defaultTemplate, type MailTemplate, type TemplateVariable } from "@/lib/email/template";

/** What a template's variables stand for; null is what is not known. An invitation without its link is none. */
export type MailValues = Record<Exclude<TemplateVariable, "link">, string | null> & { link: string };

const engine = new Liquid({ strictVariables: true, ownPropertyOnly: true });

/** Stands where a name would, until the words around it are closed up. Private use, so no value keeps one. */
const HOLE = "\uE000";

/** Words that keep a sentence whole where a value is not known. */
const standIns: Record<Exclude<TemplateVariable, "link">, string> = {
  firstName: HOLE,
  lastName: HOLE,
  jobTitle: "your new role",
  startDate: "your first day",
  organization: "your new employer",
  managerName: "your manager",
};

/** Where the word before would not go with the stand-in: "as your new role", "your first day is your first day". */
const phrases = [
  { name: "jobTitle", before: /\bas(?: an?| our| the)?/, words: "in your new role" },
  { name: "startDate", before: /\bis/, words: "is still to come" },
] as const;

/**
 * The words of one mail, without markup and not escaped: every variable is filled in, and where a value is not known no
 * hole, stray space or doubled comma is left. The subject is one line and never empty. Throws for a template that has
 * `templateProblems`, never for a value: values are text, whatever they hold, and one line.
 */
export function wordsOf(template: MailTemplate, values: MailValues): Record<"subject" | "greeting" | "body" | "signOff", string> {
  const fill = (text: string) => fillIn(text, values);
  return {
    subject: oneLine(fill(template.subject)) || oneLine(fill(defaultTemplate.subject)),
    greeting: oneLine(fill(template.greeting)),
    body: fill(template.body),
    signOff: fill(template.signOff),
  };
}

/** One line without control characters, so that no header can begin in it. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Co}]+/gu, " ").trim();
}

/** Paragraphs, by blank lines, and the lines of each; control characters are gone. */
export function paragraphsOf(text: string): string[][] {
  return lines(text)
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.split("\n").map((line) => line.trim()))
    .map((paragraph) => paragraph.filter((line) => line !== ""))
    .filter((paragraph) => paragraph.length > 0);
}

function lines(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/(?!\n)[\p{Cc}\p{Co}]/gu, " ");
}

function fillIn(text: string, values: MailValues): string {
  const known: Partial<Record<TemplateVariable, string>> = { link: oneLine(values.link) };
  let source = lines(text);
  for (const name of Object.keys(standIns) as (keyof typeof standIns)[]) {
    const value = oneLine(values[name] ?? "");
    if (value === "") source = standIn(source, name);
    else known[name] = value;
  }
  return engine.parseAndRenderSync(source, known).split("\n").map(closeUp).join("\n");
}

function standIn(source: string, name: keyof typeof standIns): string {
  const place = `\\{\\{\\s*${name}\\s*\\}\\}`;
  const phrase = phrases.find((one) => one.name === name);
  const around = phrase
    ? source.replace(new RegExp(`${phrase.before.source}\\s+${place}`, "gi"), (found) => like(found, phrase.words))
    : source;
  return around.replace(new RegExp(place, "g"), (_found, at: number) => {
    const opens = /(?:^|[\n.!?])\s*$/.test(around.slice(Math.max(0, at - 20), at));
    return opens ? capital(standIns[name]) : standIns[name];
  });
}

/** Closes the words up around names that are not known: "Welcome, ." is "Welcome.", "Dear ," is "Dear,". */
function closeUp(line: string): string {
  if (!line.includes(HOLE)) return line;
  const hole = /([,;]?)\s*\uE000(?:['’]s\b)?(?:\s*\uE000(?:['’]s\b)?)*\s*([,;:.!?]?)/gu;
  const closed = line.replace(hole, (found, before: string, after: string, at: number) => {
    if (at === 0) return "";
    return after || (at + found.length === line.length ? "" : `${before} `);
  });
  return line.startsWith(HOLE) ? capital(closed.trim()) : closed;
}

function like(model: string, words: string): string {
  return /^\p{Lu}/u.test(model) ? capital(words) : words;
}

function capital(words: string): string {
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
