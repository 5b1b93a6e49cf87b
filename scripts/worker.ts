import { closeDatabase } from "@/lib/platform/db";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";
import { endOnSignal, openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { database } = await prepareEnvironment({ mail: true });
  await openDatabase();
  await startWorker();
  endOnSignal(async () => {
    await stopWorker();
    await closeDatabase();
    await database?.stop();
  });
});
