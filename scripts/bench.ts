import { spawn } from "node:child_process";
import { once } from "node:events";
import { bytesOfHire } from "@/bench/hires/bytes";
import { countTimes } from "@/bench/hires/count";
import { dashboardTimes } from "@/bench/hires/dashboard";
import { dueTimes } from "@/bench/hires/due";
import { partitionTimes } from "@/bench/hires/partitions";
import { writePlans } from "@/bench/hires/plans";
import { reevaluateTimes } from "@/bench/hires/re-evaluate";
import { importCalls } from "@/bench/imports/calls";
import { createdAfter } from "@/bench/imports/created-after";
import { importEngine } from "@/bench/imports/engine";
import { replicaTimes } from "@/bench/list/replica";
import { listTimes } from "@/bench/list/times";
import { bulkSend } from "@/bench/mail/bulk";
import { mailDrain } from "@/bench/mail/drain";
import { editToMail } from "@/bench/mail/edit";
import { drawPlots } from "@/bench/plots";
import { type Row, recordRow } from "@/bench/results";
import { memory } from "@/bench/server/memory";
import { startTimes } from "@/bench/server/start";
import { signInTimes } from "@/bench/sign-in";
import { starve } from "@/bench/tenants/starve";
import { tenants } from "@/bench/tenants/tenants";
import { pageScores } from "@/bench/web/pages";
import { runCommand } from "@/scripts/portal/environment";
import { onTemporaryDatabase } from "@/scripts/portal/temporary-database";

/** Benchmarks by name; `npm run bench -- NAME` runs those whose name contains NAME. */
const benchmarks: Record<string, () => Promise<Row | Row[]>> = {
  "bulk-send": bulkSend,
  "edit-to-mail": editToMail,
  // By the documented limit, v1's ten thousand would take 33 minutes.
  "import-calls v1": async () => [await importCalls("v1", 100), await importCalls("v1", 1_000)],
  "import-calls v3": async () => [await importCalls("v3", 100), await importCalls("v3", 1_000), await importCalls("v3", 10_000)],
  "import-calls created-after": createdAfter,
  "import-engine v1": () => importEngine("v1", 5_000),
  "import-engine v3": () => importEngine("v3", 5_000),
  bytes: bytesOfHire,
  count: countTimes,
  dashboard: dashboardTimes,
  due: dueTimes,
  list: listTimes,
  "mail-drain": mailDrain,
  memory,
  partitions: partitionTimes,
  plans: writePlans,
  "re-evaluate": reevaluateTimes,
  replica: replicaTimes,
  "sign-in": signInTimes,
  start: startTimes,
  starve: async () => [await starve()],
  tenants,
  web: pageScores,
  // From the rows of all others, so it comes last.
  plots: drawPlots,
};

const wanted = process.argv.slice(2);
const chosen = Object.entries(benchmarks).filter(([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

/** Runs a benchmark in a process and on a database of its own: rows, jobs and warm code that another one leaves would be measured, too. */
async function runApart(name: string): Promise<boolean> {
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, name], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code === 0;
}

async function runHere(measure: () => Promise<Row | Row[]>): Promise<void> {
  for (const row of [await measure()].flat()) process.stdout.write(`\n${await recordRow(row)}\n`);
}

const [first, ...others] = chosen;
if (first && others.length === 0) await runCommand(() => onTemporaryDatabase("error", () => runHere(first[1])));
else for (const [name] of chosen) if (!(await runApart(name))) process.exitCode = 1;
