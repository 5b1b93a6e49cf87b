import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { findChromium, headlessShell } from "@/e2e/fixtures/browsers/chromium";
import { flowArguments } from "@/e2e/fixtures/browsers/run-flows";
import { debianPostgres } from "@/e2e/servers/debian-postgres";

interface Tally {
  passed: number;
  failed: number;
}

const node = process.execPath;
const results = "test-results";

const running = new Set<ChildProcess>();
let ending = false;

function end(): void {
  if (ending) return;
  ending = true;
  for (const tool of running) tool.kill("SIGINT");
  if (running.size === 0) process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);

type Output = "live" | "afterwards";

/** Runs a tool and returns whether it succeeded. What runs beside others is shown in one piece, afterwards. */
async function run(what: string, args: string[], output: Output): Promise<boolean> {
  const isLive = output === "live";
  if (isLive) process.stdout.write(`\n${what}\n`);
  // Its own process group: a second SIGINT (the terminal's and ours) would keep Playwright from stopping what it started.
  const tool = spawn(node, args, {
    stdio: ["ignore", ...(isLive ? (["inherit", "inherit"] as const) : (["pipe", "pipe"] as const))],
    detached: true,
  });
  running.add(tool);
  let said = "";
  for (const stream of [tool.stdout, tool.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((closed) => tool.once("close", closed));
  running.delete(tool);
  if (!isLive) process.stdout.write(`\n${what}\n${said}\n`);
  if (!ending) return code === 0;
  if (running.size === 0) process.exit(1);
  return new Promise(() => {});
}

async function check(what: string, args: string[], output: Output = "afterwards"): Promise<Tally> {
  return (await run(what, args, output)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a test runner and returns the counts of its report. A bad exit without a failed test counts as a failure. */
async function count(what: string, args: string[], output: Output, report: string, read: (json: unknown) => Tally): Promise<Tally> {
  rmSync(report, { force: true });
  const ok = await run(what, args, output);
  let tally: Tally;
  try {
    tally = read(JSON.parse(readFileSync(report, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
  return !ok && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform(({ numPassedTests, numFailedTests, testResults }): Tally => {
    // A file that can't be loaded fails without a failed test.
    const unloadable = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
    return { passed: numPassedTests, failed: numFailedTests + unloadable.length };
  });
const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }): Tally => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

/** Installs PostgreSQL and PgBouncer where Debian's packages are, without starting them; elsewhere the tests that need them are skipped. */
function ensureDatabasePrograms(): void {
  if (debianPostgres && spawnSync("pgbouncer", ["--version"]).status === 0) return;
  const install = `mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    apt-get update -q && apt-get install -y -q postgresql pgbouncer`;
  spawnSync("sh", ["-c", install], { stdio: "ignore" });
}

/** Installs Chromium if the machine has none, where Debian's packages are the one without a window. */
function ensureChromium(): void {
  if (process.env.CHROMIUM_PATH || existsSync(headlessShell)) return;
  process.stdout.write("Installing a Chromium…\n");
  spawnSync("sh", ["-c", "apt-get update -q && apt-get install -y -q chromium-headless-shell"], { stdio: "ignore" });
  if (findChromium()) return;
  spawnSync(node, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "ignore", timeout: 300_000 });
  if (!findChromium()) spawnSync("sh", ["-c", "apt-get update -q && apt-get install -y -q chromium"], { stdio: "ignore" });
  if (!findChromium()) process.stdout.write("There is no Chromium. Install one, or name it in CHROMIUM_PATH.\n");
}

/** What needs a build: the types, among which are those that it writes, and a portal. */
async function onBuild(built: Promise<boolean>): Promise<Tally[]> {
  if (!(await built)) return [{ passed: 0, failed: 1 }];
  return [
    ...(await Promise.all([
      check("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
      check("A tenth of the attacks", ["--import", "tsx", "scripts/test/attacks.ts", "--short"]),
    ])),
    // Alone: beside other tests, two processors let flows run out of their time.
    await count("Flows in a browser", [...flowArguments], "live", `${results}/playwright.json`, (json) => playwrightReport.parse(json)),
  ];
}

async function withoutBuild(): Promise<Tally[]> {
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}/vitest.json`,
  ];
  return [
    await check("Linter", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "."]),
    await check("Import rules", ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", "--output-type", "err-long", "."]),
    await check("Unused code", ["node_modules/knip/bin/knip.js"]),
    await count("Unit and integration tests", vitest, "afterwards", `${results}/vitest.json`, (json) => vitestReport.parse(json)),
  ];
}

ensureChromium();
ensureDatabasePrograms();
const built = run("Build", ["scripts/run.mjs", "build"], "live");
const tallies = [...(await withoutBuild()), ...(await onBuild(built))];
const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
process.exit(sum("failed") === 0 ? 0 : 1);
