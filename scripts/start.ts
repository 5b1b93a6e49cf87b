import { migrate } from "@/prisma/migrate";
import { endOnSignal, prepareEnvironment, runCommand } from "@/scripts/environment";
import { servePortal } from "@/scripts/serve-portal";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: true });
  await migrate(env.DATABASE_URL);
  const portal = await servePortal(env);
  endOnSignal(async () => {
    await portal.stop();
    await database?.stop();
  });
});
