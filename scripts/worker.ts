import "@/scripts/portal/heap";
import { closeDatabase } from "@/lib/platform/database/client";
import { startTracing, stopTracing } from "@/lib/platform/telemetry/tracing";
import { logKeyProblems } from "@/lib/workflows/operate/keys/key-problems";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";
import { endOnSignal, openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";
import { serveMetrics } from "@/scripts/portal/metrics-server";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: true });
  await openDatabase();
  await startTracing();
  const closeMetrics = env.METRICS_PORT === undefined ? undefined : await serveMetrics(env.METRICS_PORT);
  void logKeyProblems();
  await startWorker();
  endOnSignal(async () => {
    await stopWorker();
    await closeMetrics?.();
    await closeDatabase();
    await stopTracing();
    await database?.stop();
  });
});
