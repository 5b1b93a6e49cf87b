import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const decisions = readdirSync(join(root, "docs/decisions")).map((file) => `docs/decisions/${file}`);
const documents = [
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "docs/privacy.md",
  ...readdirSync(join(root, "docs/security")).map((file) => `docs/security/${file}`),
  "docs/guarantees.md",
  "docs/glossary.md",
  "docs/greenhouse.md",
  "docs/OPERATIONS.md",
  "docs/SCALING.md",
  ...decisions,
];

/** Paths in backticks that begin with a folder of the house; a name with `*`, `{` or `…` stands for several. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name = ""]) => name);
  return named.filter((name) => /^(app|bench|components|docs|e2e|lib|prisma|public|scripts)\//.test(name) && !/[*{…]/.test(name));
}

describe("the documents", () => {
  it.each(documents)("%s names no path that does not exist", (document) => {
    const text = readFileSync(join(root, document), "utf8");
    expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(documents)("%s names no test that is not there", (document) => {
    const named = [...readFileSync(join(root, document), "utf8").matchAll(/`([\w./[\]()-]+\.ts)`: "([^"]+?)(?: …)?"/g)];
    const missing = named.filter(([, file = "", name = ""]) => !readFileSync(join(root, file), "utf8").includes(name));
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });

  it("ARCHITECTURE.md is read in one sitting: 10 KB at most", () => {
    expect(statSync(join(root, "ARCHITECTURE.md")).size).toBeLessThanOrEqual(10 * 1024);
  });

  it("give each decision a number of its own, with its context, alternatives and what would bring it back", () => {
    const numbers = decisions.map((file) => file.slice("docs/decisions/".length).split("-")[0]);
    expect(new Set(numbers).size).toBe(numbers.length);
    const parts = ["## Context", "## Decision", "## Alternatives", "## What would bring it back"];
    expect(decisions.filter((file) => !parts.every((part) => readFileSync(join(root, file), "utf8").includes(part)))).toEqual([]);
  });
});
