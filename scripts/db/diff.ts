import { schemaChange, writeMigration } from "@/prisma/db-diff";
import { CommandError, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const name = process.argv[2];
  if (!name) throw new CommandError("Name the change: npm run db:diff -- NAME");
  const { env, database } = await prepareEnvironment({ mail: false });
  const sql = await schemaChange(env.DATABASE_URL);
  if (sql === "") process.stdout.write("The schema files say what the migrations make. Nothing to write.\n");
  else process.stdout.write(`Written: prisma/migrations/${await writeMigration(name, sql, new Date())}\n`);
  await database?.stop();
  // Prisma's engine leaves a connection open.
  process.exit(0);
});
