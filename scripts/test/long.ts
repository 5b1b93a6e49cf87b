import { setTimeout as sleep } from "node:timers/promises";
import { exitOnSignal, type Program } from "@/e2e/faults/battery/program";
import { Template } from "@/e2e/faults/battery/template";
import { Trial } from "@/e2e/faults/battery/trial";
import { isRecovered, verdictOfProcesses } from "@/e2e/faults/battery/verdict";
import { connectionTolerance, Figure, processFigures } from "@/e2e/faults/long/flat";
import { Load } from "@/e2e/faults/long/load";
import { longVerdict } from "@/e2e/faults/long/oracle";
import { nextStrike, type Victim } from "@/e2e/faults/long/strikes";
import { chosenSeed, Random } from "@/e2e/faults/random";
import { freePort } from "@/lib/embedded-database/database";
import { runCommand } from "@/scripts/portal/environment";
import { onTemporaryDatabase } from "@/scripts/portal/temporary-database";

const STRIKE_EVERY_SECONDS = 20;
const SAMPLE_SECONDS = 5;
const RECOVERS_SECONDS = 150;

const minutes = Number(process.env.LONG_MINUTES || 30);
const seed = chosenSeed();
const random = new Random(seed);

interface Stage {
  trial: Trial;
  portals: string[];
  /** Processes that live to the end. */
  lasting: Record<string, Program>;
  victims: Victim[];
}

/** Two portals, one with a worker in its process, and two workers. One of each kind is never killed. */
async function setStage(template: Template): Promise<Stage> {
  const trial = await Trial.begin(template, {});
  const second = String(await freePort());
  const startSecond = () => trial.portal({ PORT: second });
  const startWorker = () => trial.worker();
  const lasting = { "portal with its worker": await trial.portal({ WORKER: "inline" }), worker: await trial.worker() };
  const victims: Victim[] = [
    { name: "the second portal", program: await startSecond(), start: startSecond },
    { name: "the second worker", program: await startWorker(), start: startWorker },
  ];
  return { trial, portals: [trial.environment.APP_URL ?? "", `http://127.0.0.1:${second}`], lasting, victims };
}

async function strikeAgainAndAgain({ trial, victims }: Stage, until: number): Promise<number> {
  let strikes = 0;
  while (performance.now() < until) {
    const next = sleep(STRIKE_EVERY_SECONDS * 1000);
    const strike = nextStrike(trial, random, victims);
    process.stderr.write(`${Math.round((until - performance.now()) / 1000)} s left: ${strike.words}\n`);
    await strike.happen();
    strikes++;
    await next;
  }
  return strikes;
}

async function measure({ trial, lasting }: Stage, stopping: AbortSignal): Promise<Figure[]> {
  const connections = new Figure("database connections", connectionTolerance);
  const processes = Object.entries(lasting).map(([name, { pid }]) => processFigures(name, pid));
  while (!stopping.aborted) {
    for (const { sample } of processes) sample();
    const [row] = await trial.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    connections.add(row?.count ?? 0);
    await sleep(SAMPLE_SECONDS * 1000, undefined, { signal: stopping }).catch(() => {});
  }
  return [connections, ...processes.flatMap(({ figures }) => figures)];
}

/** Ends all faults, and returns the seconds until nothing is left to do. */
async function calm(trial: Trial): Promise<number> {
  for (const line of Object.values(trial.lines)) await line.mend();
  trial.sandbox.faults.clear();
  trial.mail.sessionPlan = [];
  trial.mail.recipientPlan.clear();
  trial.mended();
  const waited = () => Math.ceil((performance.now() - trial.mendedAt) / 1000);
  while (!(await isRecovered(trial)) && waited() <= RECOVERS_SECONDS) await sleep(500);
  return waited();
}

async function run(): Promise<void> {
  const stage = await setStage(await Template.make());
  const { trial } = stage;
  try {
    const load = new Load(trial, random);
    const over = new AbortController();
    const loading = load.run(stage.portals, over.signal);
    const measuring = measure(stage, over.signal);
    const strikes = await strikeAgainAndAgain(stage, performance.now() + minutes * 60_000);
    over.abort();
    await loading;
    const figures = (await measuring).map((figure) => figure.result());
    const recovery = await calm(trial);
    const problems = [...load.wrong, ...trial.surprises, ...(await longVerdict(trial)), ...(await verdictOfProcesses(trial))];
    if (recovery > RECOVERS_SECONDS) problems.push(`it had not recovered after ${RECOVERS_SECONDS} s`);
    for (const { row, isFlat } of figures) if (!isFlat) problems.push(`${row[0]} grew from ${row[1]} to ${row[2]}`);
    const answers = [...load.answers].sort(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status || "no answer"}`);
    const table = [["", "after warm-up", "at the end", "most", "allowed"], ...figures.map(({ row }) => row)];
    process.stdout.write(
      `\n${minutes} min, ${strikes} faults, ${trial.hired.length} hires, ${trial.mail.accepted.length} emails, recovered in ${recovery} s
answers: ${answers.join(", ")}
${table.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(42) : cell.padStart(14))).join("")).join("\n")}
${problems.map((problem) => `FAILED: ${problem}\n`).join("")}${problems.length === 0 ? "every invariant holds" : `${problems.length} problems`}\n`,
    );
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await trial.end();
  }
}

exitOnSignal();
await runCommand(async () => {
  process.stdout.write(`FAULT_SEED=${seed}\n`);
  await onTemporaryDatabase("fatal", run);
});
