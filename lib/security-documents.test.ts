import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const sources = globSync(["lib/**/*.ts", "app/**/*.ts", "scripts/**/*.ts", "prisma/*.ts"], { cwd: root }).filter(
  (file) => !/\.test\.ts$|generated|^scripts\/test\//.test(file),
);

/** Returns the cells of a document's table, row by row, without its head. */
function rowsOf(document: string): string[][] {
  const rows = read(document)
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("| --"));
  return rows.slice(1).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const product = (text: string) => text.split("*").reduce((result, factor) => result * Number(factor), 1);

describe("the limits that are documented", () => {
  it("are those of the code, no fewer and no others", () => {
    const limit = /name: "([a-z-]+)", points: ([\w.()]+), durationSeconds: ([\w *]+?) \}/g;
    const named: Record<string, number> = { HOUR_SECONDS: 3600, QUARTER_HOUR: 900 };
    const inCode = sources.flatMap((file) =>
      [...read(file).matchAll(limit)].map(([, name, points = "", seconds = ""]) => [
        name,
        points.replace("env().", ""),
        named[seconds] ?? product(seconds),
      ]),
    );
    const documented = rowsOf("docs/security/limits.md").map(([name = "", points, seconds = ""]) => [
      name.replaceAll("`", ""),
      points,
      product(seconds.replaceAll("\\", "")),
    ]);
    expect(inCode.length).toBeGreaterThan(5);
    expect(inCode.sort()).toEqual(documented.sort());
  });
});

describe("the inventory of cryptography", () => {
  /** How a call in the code names what the inventory calls by its common name. */
  const calls: [pattern: RegExp, algorithm: (found: string) => string][] = [
    [/createHash\("([\w-]+)"/g, (found) => found],
    [/createHmac\("([\w-]+)"/g, (found) => `hmac-${found}`],
    [/create(?:C|Dec)ipheriv\("([\w-]+)"/g, (found) => found],
    [/hkdfSync\("([\w-]+)"/g, (found) => `hkdf-${found}`],
    [/"(RSA-SHA\d+)"/g, (found) => found.toLowerCase()],
    [/from "(@node-rs\/argon2)"/g, () => "argon2id"],
  ];

  it("has each algorithm of each file, and no other", () => {
    const inCode = sources.flatMap((file) =>
      calls.flatMap(([pattern, algorithm]) => [...read(file).matchAll(pattern)].map(([, found = ""]) => `${algorithm(found)} ${file}`)),
    );
    const documented = rowsOf("docs/security/cryptography.md").flatMap(([algorithm, , , where = ""]) =>
      [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => `${algorithm} ${file}`),
    );
    expect([...new Set(inCode)].sort()).toEqual([...new Set(documented)].sort());
  });
});

describe("the classes of data", () => {
  it("have each table of the schema, once", () => {
    const tables = globSync("prisma/schema/*.prisma", { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/^model (\w+) /gm)].map(([, name]) => name),
    );
    const classed = rowsOf("docs/security/data.md").map(([table = ""]) => table.replaceAll("`", ""));
    expect(tables.length).toBeGreaterThan(20);
    expect(classed.sort()).toEqual(tables.sort());
  });

  it("call a table secret or sensitive that holds a sealed text or a hash of what opens something", () => {
    const secret = new Set(
      rowsOf("docs/security/data.md").flatMap(([table = "", level]) =>
        level === "secret" || level === "sensitive" ? [table.replaceAll("`", "")] : [],
      ),
    );
    const models = globSync("prisma/schema/*.prisma", { cwd: root }).flatMap((file) =>
      read(file)
        .split(/^(?=model )/m)
        .slice(1),
    );
    const holding = models
      .filter((model) => /^\s+(\w+Sealed|passwordHash)\s/m.test(model))
      .map((model) => /^model (\w+)/.exec(model)?.[1] ?? "");
    // A former release's column of `User`, which nothing reads.
    expect(holding.filter((name) => !secret.has(name) && name !== "User")).toEqual([]);
  });
});
