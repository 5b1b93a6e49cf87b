import { closeDatabase } from "@/lib/platform/db";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";
import { migrate } from "@/prisma/migrate";
import { endOnSignal, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: true });
  await migrate(env.DATABASE_URL);
  await startWorker();
  endOnSignal(async () => {
    await stopWorker();
    await closeDatabase();
    await database?.stop();
  });
});
