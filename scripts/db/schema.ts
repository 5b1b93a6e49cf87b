import { writeFile } from "node:fs/promises";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";
import { describeSchema, schemaFile } from "@/prisma/database-schema";
import { migrate } from "@/prisma/migrate";
import { runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const database = await startTemporaryDatabase();
  try {
    await migrate(database.url);
    await writeFile(schemaFile, await describeSchema(database.url));
  } finally {
    await database.stop();
  }
  process.stdout.write("Written: prisma/database.sql\n");
});
