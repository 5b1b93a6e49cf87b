import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { findChromium } from "@/e2e/fixtures/chromium";

interface Tally {
  passed: number;
  failed: number;
}

const node = process.execPath;
const results = "test-results";

function run(what: string, args: string[]): boolean {
  process.stdout.write(`\n${what}\n`);
  return spawnSync(node, args, { stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}

function check(what: string, args: string[]): Tally {
  return run(what, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a test runner and counts from its own report; one that ended badly without a failed test counts as a failure. */
function count(what: string, args: string[], report: string, read: (json: unknown) => Tally): Tally {
  rmSync(report, { force: true });
  const ok = run(what, args);
  let tally: Tally;
  try {
    tally = read(JSON.parse(readFileSync(report, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
  return !ok && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform(({ numPassedTests, numFailedTests }): Tally => ({ passed: numPassedTests, failed: numFailedTests }));
const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }): Tally => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

/** Brings a Chromium when the machine has none. */
function ensureChromium(): void {
  if (findChromium()) return;
  process.stdout.write("Installing a Chromium…\n");
  spawnSync(node, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "ignore", timeout: 300_000 });
  if (!findChromium()) spawnSync("sh", ["-c", "apt-get update -q && apt-get install -y -q chromium"], { stdio: "ignore" });
  if (!findChromium()) process.stdout.write("There is no Chromium. Install one, or name it in CHROMIUM_PATH.\n");
}

ensureChromium();
const tallies = [
  check("Linter and import rules", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "."]),
  check("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
  count(
    "Unit and integration tests",
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}/vitest.json`],
    `${results}/vitest.json`,
    (json) => vitestReport.parse(json),
  ),
  count("Flows in a browser", ["--import", "tsx", "node_modules/@playwright/test/cli.js", "test"], `${results}/playwright.json`, (json) =>
    playwrightReport.parse(json),
  ),
];
const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
process.exit(sum("failed") === 0 ? 0 : 1);
