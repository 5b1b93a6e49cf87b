import { migrate } from "@/prisma/migrate";
import { prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { env, database } = await prepareEnvironment({ mail: false });
  const applied = await migrate(env.DATABASE_URL);
  process.stdout.write(applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}\n`);
  await database?.stop();
});
