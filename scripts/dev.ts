import { spawn } from "node:child_process";
import { migrate } from "@/prisma/migrate";
import { endOnSignal, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: false });
  await migrate(env.DATABASE_URL);
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-p", String(env.PORT)], { stdio: "inherit" });
  endOnSignal(async () => {
    next.kill("SIGTERM");
    await database?.stop();
  });
});
