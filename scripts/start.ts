import "@/scripts/portal/heap";
import { endOnSignal, openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";
import { servePortal } from "@/scripts/portal/serve";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: true, serving: true });
  await openDatabase();
  const portal = await servePortal(env);
  endOnSignal(async () => {
    await portal.stop();
    await database?.stop();
  });
});
