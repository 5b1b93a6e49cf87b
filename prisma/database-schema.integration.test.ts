import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { emptyDatabase } from "@/e2e/fixtures/database";
import { describeSchema, schemaFile } from "@/prisma/database-schema";
import { migrate } from "@/prisma/migrate";

it("prisma/database.sql is the schema that the migrations make (npm run db:schema writes it)", async () => {
  const { url, drop } = await emptyDatabase();
  try {
    await migrate(url);
    expect(await describeSchema(url)).toBe(await readFile(schemaFile, "utf8"));
  } finally {
    await drop();
  }
});
