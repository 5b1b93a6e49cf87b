import type { WorkerReport } from "@/bench/process";
import { watchStatements } from "@/e2e/fixtures/stack/statements";
import { loadEnv } from "@/lib/platform/env";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

// The portal's worker in a process of its own, which tells how many statements it has sent and how much of its core it has used.
let statements = 0;
watchStatements(() => {
  statements++;
});

process.on("message", async (asked) => {
  if (asked === "start") {
    loadEnv({ mail: true });
    await startWorker();
  }
  if (asked === "stop") await stopWorker();
  const { user, system } = process.cpuUsage();
  process.send?.({ statements, cpuSeconds: (user + system) / 1_000_000 } satisfies WorkerReport);
});
process.once("disconnect", () => process.exit(0));
