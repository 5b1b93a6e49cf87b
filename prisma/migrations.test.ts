import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import formerRelease from "@/prisma/former-release.json";

const folder = join(import.meta.dirname, "migrations");
const names = readdirSync(folder)
  .filter((name) => /^\d{14}_/.test(name))
  .sort();
/** The last one before releases had to get on with one another's schema. */
const BEFORE_THE_RULE = "20261126203500_installation_figures";
const ruled = names.filter((name) => name > BEFORE_THE_RULE && name > formerRelease.lastMigration);

/** What the former release may trip over: it reads and writes by the names, types and constraints that it knows. */
const contractions: Record<string, RegExp> = {
  "drops what the former release reads": /\bDROP\s+(TABLE|COLUMN|TYPE|VIEW|FUNCTION|SCHEMA|POLICY|SEQUENCE)\b/i,
  "renames what the former release reads": /\bRENAME\b/i,
  "changes a type": /\bALTER\s+(COLUMN\s+)?"?\w+"?\s+(SET\s+DATA\s+)?TYPE\b|\bALTER\s+TYPE\b(?![^;]*\bADD\s+VALUE\b)/i,
  "demands a value that the former release does not write": /\bSET\s+NOT\s+NULL\b|\bDROP\s+DEFAULT\b/i,
  "adds a column that the former release does not write":
    /\bADD\s+(COLUMN\s+)?"\w+"(?![^,;]*\bDEFAULT\b)(?![^,;]*\bGENERATED\b)[^,;]*\bNOT\s+NULL\b/i,
  "adds a constraint to rows that the former release writes": /\bADD\s+CONSTRAINT\b|\bCREATE\s+UNIQUE\s+INDEX\b/i,
  "takes a right away": /\bREVOKE\b/i,
};

/** Returns why a release that does not know the migration may fail on its schema; nothing for what the migration itself makes. */
function problemsOf(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, "");
  const made = new Set([...code.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"(\w+)"/gi)].map(([, name]) => name));
  for (const [, name] of code.matchAll(/\bCREATE\s+FUNCTION\s+(\w+)\s*\(/gi)) made.add(name);
  const subject = /\b(?:ALTER\s+TABLE(?:\s+ONLY)?|ON)\s+(?:"(\w+)"|FUNCTION\s+(\w+))/i;
  const isOwn = (one: string) => {
    const [, table, routine] = subject.exec(one) ?? [];
    return made.has(table ?? routine ?? "");
  };
  const onOthers = code.split(";").filter((one) => !isOwn(one));
  const found = Object.entries(contractions).filter(([, pattern]) => onOthers.some((one) => pattern.test(one)));
  return found.map(([problem]) => problem);
}

describe("a new migration", () => {
  it("is younger than the former release's last one, which is there", () => {
    expect(names).toContain(formerRelease.lastMigration);
  });

  it.each(ruled)("%s states that the former release may run on its schema", (name) => {
    const stated = /^-- compatible-with: (\S+)$/m.exec(readFileSync(join(folder, name, "migration.sql"), "utf8"))?.[1] ?? "nothing";
    expect(names).toContain(stated);
    expect(stated <= formerRelease.lastMigration, `${stated} is later than ${formerRelease.lastMigration}`).toBe(true);
  });

  it.each(ruled)("%s only expands, or says what it contracts and since when nothing reads it", (name) => {
    const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
    if (!/^-- contracts: \S.{20,}$/m.test(sql)) expect(problemsOf(sql)).toEqual([]);
  });

  it.each([
    [`ALTER TABLE "NewHire" DROP COLUMN "phone";`],
    [`DROP TABLE "Invitation";`],
    [`ALTER TABLE "NewHire" RENAME COLUMN "phone" TO "telephone";`],
    [`ALTER TABLE "NewHire" ALTER COLUMN "phone" SET DATA TYPE INTEGER;`],
    [`ALTER TABLE "NewHire" ALTER COLUMN "phone" SET NOT NULL;`],
    [`ALTER TABLE "NewHire" ADD COLUMN "badge" TEXT NOT NULL;`],
    [`ALTER TABLE "NewHire" ADD CONSTRAINT "badge" CHECK ("phone" <> '') NOT VALID;`],
    [`CREATE UNIQUE INDEX "one" ON "NewHire" ("phone");`],
    [`ALTER TYPE "HireStatus" RENAME VALUE 'ignored' TO 'excluded';`],
    [`REVOKE SELECT ON "NewHire" FROM emptrust_app;`],
    [`REVOKE ALL ON FUNCTION session_user_of(uuid, uuid) FROM emptrust_app;`],
  ])("is found to contract: %s", (sql) => {
    expect(problemsOf(sql)).not.toEqual([]);
  });

  it.each([
    [`ALTER TABLE "NewHire" ADD COLUMN "badge" TEXT;`],
    [`ALTER TABLE "NewHire" ADD COLUMN "badge" TEXT NOT NULL DEFAULT '';`],
    [`ALTER TYPE "HireStatus" ADD VALUE 'paused';`],
    [`CREATE TABLE "Badge" ("id" UUID NOT NULL, CONSTRAINT "Badge_pkey" PRIMARY KEY ("id")); CREATE UNIQUE INDEX "b" ON "Badge" ("id");`],
    [`CREATE TABLE "Badge" ("id" UUID); ALTER TABLE "Badge" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "NewHire" ("id");`],
    [`CREATE FUNCTION f(a uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT a $$; REVOKE ALL ON FUNCTION f(uuid) FROM PUBLIC;`],
    [`CREATE INDEX "b" ON "NewHire" ("phone"); -- then DROP TABLE in the next release`],
  ])("is found to expand: %s", (sql) => {
    expect(problemsOf(sql)).toEqual([]);
  });
});
