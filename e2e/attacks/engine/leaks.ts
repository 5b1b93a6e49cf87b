import type { Answer } from "@/e2e/attacks/engine/client";

/** Stands in hostile values: whatever was typed reaches neither a problem nor a log line. */
export const TYPED = "typed9f31c7";

/** Values that no answer to an attack and no log line may hold, by what they are. */
export interface Canaries {
  secrets: Readonly<Record<string, string>>;
  /** Names and addresses of another organization and its people. */
  theirs: Readonly<Record<string, string>>;
  /** Names and addresses of the attacker's own organization: theirs to read, but not the log's. */
  ours: Readonly<Record<string, string>>;
}

/** What shows the inside, and what a line of the log says on purpose: the places of an error. */
const places: Readonly<Record<string, RegExp>> = {
  "a stack": /\n?\s+at (?:async )?[\w.<>[\] ]+ \(?(?:file:|node:|\/)/,
  "a path of the machine": new RegExp(`node_modules|${process.cwd().replaceAll(".", "\\.")}/|webpack-internal|/\\.next/server`),
};

/** What shows the inside and belongs nowhere. */
const inside: Readonly<Record<string, RegExp>> = {
  "Prisma's words": /PrismaClient|@prisma\/|Invalid `[\w.]+\(?\)?` invocation/,
  SQL: /\bSELECT\b[^<]{1,400}\bFROM\b|\bINSERT INTO\b|syntax error at or near|relation "\w+"|emptrust_(?:app|audit|backup|figures|search)/,
  "a password's hash": /\$argon2/,
};

/** Returns what an answer says that it must not. */
export function leaksIn({ headers, body }: Answer, canaries: Canaries): string[] {
  const head = JSON.stringify(headers);
  const values = { ...canaries.secrets, ...canaries.theirs };
  const isProblem = headers["content-type"]?.startsWith("application/problem+json");
  return [
    ...named(values, body, "the answer holds"),
    ...named(values, head, "the headers hold"),
    ...matched({ ...places, ...inside }, body, "the answer shows"),
    ...matched({ ...places, ...inside }, head, "the headers show"),
    ...(isProblem && body.includes(TYPED) ? ["the problem repeats what was typed"] : []),
  ];
}

/** Returns what the portal logged that it must not: values of people, secrets, what was typed, and any failure of its own. */
export function leaksInLog(log: string, canaries: Canaries): string[] {
  const failures = log.split("\n").filter((line) => /"level":[56]0/.test(line));
  return [
    ...named({ ...canaries.secrets, ...canaries.theirs, ...canaries.ours }, log, "the log holds"),
    ...matched(inside, log, "the log shows"),
    ...(log.includes(TYPED) ? ["the log repeats what was typed"] : []),
    ...failures.map((line) => `the portal logged a failure of its own: ${line.slice(0, 400)}`),
  ];
}

function named(values: Readonly<Record<string, string>>, read: string, how: string): string[] {
  return Object.entries(values).flatMap(([what, value]) => (value !== "" && read.includes(value) ? [`${how} ${what}`] : []));
}

function matched(patterns: Readonly<Record<string, RegExp>>, read: string, how: string): string[] {
  return Object.entries(patterns).flatMap(([what, pattern]) => (pattern.test(read) ? [`${how} ${what}`] : []));
}
