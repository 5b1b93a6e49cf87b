import { deadlockProbes, runDeadlockProbe } from "@/e2e/faults/deadlocks";
import { runCommand } from "@/scripts/portal/environment";
import { onTemporaryDatabase } from "@/scripts/portal/temporary-database";

const PAIRS = 200;

await runCommand(() =>
  onTemporaryDatabase("fatal", async () => {
    for (const [name, probe] of Object.entries(deadlockProbes)) {
      const { errors, deadlocks, wrong } = await runDeadlockProbe(probe, PAIRS);
      process.stdout.write(`${name}: ${PAIRS} pairs, ${errors.length} errors, ${deadlocks} deadlocks, ${wrong.length} wrong outcomes\n`);
      for (const line of [...errors.slice(0, 3), ...wrong.slice(0, 3)]) process.stdout.write(`  ${line.split("\n").at(-1)}\n`);
      if (errors.length > 0 || wrong.length > 0) process.exitCode = 1;
    }
  }),
);
