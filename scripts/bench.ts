import { appendFile, chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importCalls, importThroughput } from "@/bench/import";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/db";
import { startLocalDatabase } from "@/lib/platform/local-database";
import { migrate } from "@/prisma/migrate";
import { prepareEnvironment, runCommand } from "@/scripts/environment";

// Measured on a database of its own, thrown away afterwards.
await runCommand(async () => {
  const folder = await mkdtemp(join(tmpdir(), "emptrust-bench-"));
  await chmod(folder, 0o755);
  const database = await startLocalDatabase(folder);
  try {
    Object.assign(process.env, { DATABASE_URL: database.url, LOG_LEVEL: "error" });
    process.env.NEXTAUTH_SECRET ||= "measured, never used to sign anybody in";
    process.env.CREDENTIAL_KEYS ||= `k:${Buffer.alloc(32).toString("base64")}`;
    await prepareEnvironment({ mail: false });
    await migrate(database.url);
    const rows = [await importCalls(300), await importThroughput(5_000)];
    for (const row of rows) {
      await appendFile("bench-results.jsonl", `${JSON.stringify({ at: new Date().toISOString(), ...row })}\n`);
      process.stdout.write(`\n${row.name}\n`);
      for (const [figure, value] of Object.entries(row)) if (figure !== "name") process.stdout.write(`  ${figure.padEnd(26)}${value}\n`);
    }
  } finally {
    await closeQueue(0);
    await closeDatabase();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
