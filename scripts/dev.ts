import { spawn } from "node:child_process";
import { endOnSignal, openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: false });
  await openDatabase();
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-p", String(env.PORT)], { stdio: "inherit" });
  endOnSignal(async () => {
    next.kill("SIGTERM");
    await database?.stop();
  });
});
