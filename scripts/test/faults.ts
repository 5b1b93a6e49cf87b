import { type Result, runBattery, tableOf } from "@/e2e/faults/battery/battery";
import { exitOnSignal } from "@/e2e/faults/battery/program";
import { Template } from "@/e2e/faults/battery/template";
import { allCases } from "@/e2e/faults/cases/all";
import { chosenSeed } from "@/e2e/faults/random";
import { runFaults } from "@/e2e/faults/run";
import { runCommand } from "@/scripts/portal/environment";
import { onTemporaryDatabase } from "@/scripts/portal/temporary-database";

/** Each case has processes of its own, which mostly wait. */
const AT_ONCE = Number(process.env.FAULT_CASES_AT_ONCE || 4);
const KILLS = "process: some hundred kills of deliveries, one after the other";
const long = { kills: 320, trapsPerLife: [3, 4], hires: 60, unknown: 4, duringOutage: 40, mailPerMinute: 50, realTime: true } as const;

/** Words, of which a case's name has one; every case without any. */
const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const seed = chosenSeed();
const matches = ({ name }: { name: string }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));
const cases = allCases.filter(matches);
let failed = 0;
let ended = 0;

function report({ name, outcome, recovery, reasons }: Result): void {
  const what = outcome === "passed" ? `recovered in ${recovery} s` : reasons.join("; ");
  process.stdout.write(`${String(++ended).padStart(3)}/${cases.length} ${outcome.padEnd(7)} ${name}: ${what}\n`);
  if (outcome !== "failed") return;
  failed++;
  process.stdout.write(`    alone: FAULT_SEED=${seed} npm run test:faults -- "${name}"\n`);
}

/** Many kills of workers in one world, with the time between them skipped. */
async function killDeliveries(): Promise<void> {
  const onKill = (kills: number) => void process.stderr.write(`${kills} of ${long.kills} kills\n`);
  const { failures, table, summary } = await runFaults(seed, { ...long, onKill });
  failed += failures.length;
  process.stdout.write(`\n${KILLS}\n${table}\n${failures.map((failure) => `FAILED: ${failure}\n`).join("")}${summary}\n`);
}

exitOnSignal();
await runCommand(async () => {
  process.stdout.write(`FAULT_SEED=${seed}\n`);
  if (cases.length > 0) {
    await onTemporaryDatabase("fatal", async () => {
      const results = await runBattery(cases, await Template.make(), { seed, concurrency: AT_ONCE, onResult: report });
      process.stdout.write(`\n${tableOf(results)}\n`);
    });
  }
  if (matches({ name: KILLS })) await onTemporaryDatabase("fatal", killDeliveries);
  if (failed > 0) process.exitCode = 1;
});
