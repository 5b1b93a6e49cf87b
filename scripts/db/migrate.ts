import { openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const { database } = await prepareEnvironment({ mail: false, secrets: false });
  const { applied } = await openDatabase();
  process.stdout.write(applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}\n`);
  await database?.stop();
});
