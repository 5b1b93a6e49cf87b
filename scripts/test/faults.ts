import { chosenSeed } from "@/e2e/faults/random";
import { runFaults } from "@/e2e/faults/run";
import { runCommand } from "@/scripts/portal/environment";
import { onTemporaryDatabase } from "@/scripts/portal/temporary-database";

/** Prints the progress of a run, which takes many minutes. */
function onKill(kills: number): void {
  process.stderr.write(`${kills} of ${long.kills} kills\n`);
}

const long = { kills: 320, trapsPerLife: [3, 4], hires: 60, unknown: 4, duringOutage: 40, mailPerMinute: 50, realTime: true } as const;

await runCommand(() =>
  onTemporaryDatabase("fatal", async () => {
    const seed = chosenSeed();
    process.stdout.write(`FAULT_SEED=${seed}\n`);
    const { failures, table, summary } = await runFaults(seed, { ...long, onKill });
    process.stdout.write(`${table}\n${failures.map((failure) => `FAILED: ${failure}\n`).join("")}${summary}\n`);
    if (failures.length > 0) process.exitCode = 1;
  }),
);
