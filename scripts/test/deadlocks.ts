import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deadlockProbes, runDeadlockProbe } from "@/e2e/faults/deadlocks";
import { startLocalDatabase } from "@/lib/embedded-database/database";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { migrate } from "@/prisma/migrate";
import { runCommand } from "@/scripts/portal/environment";

const PAIRS = 200;

await runCommand(async () => {
  const folder = await mkdtemp(join(tmpdir(), "emptrust-deadlocks-"));
  // For root the database runs as another user, who must be able to reach it.
  await chmod(folder, 0o755);
  const database = await startLocalDatabase(folder);
  try {
    process.env.DATABASE_URL = database.url;
    process.env.NEXTAUTH_SECRET = randomBytes(48).toString("base64url");
    process.env.CREDENTIAL_KEYS = `k1:${randomBytes(32).toString("base64")}`;
    process.env.LOG_LEVEL = "fatal";
    loadEnv({ mail: false });
    await migrate(database.url);
    for (const [name, probe] of Object.entries(deadlockProbes)) {
      const { errors, deadlocks, wrong } = await runDeadlockProbe(probe, PAIRS);
      process.stdout.write(`${name}: ${PAIRS} pairs, ${errors.length} errors, ${deadlocks} deadlocks, ${wrong.length} wrong outcomes\n`);
      for (const line of [...errors.slice(0, 3), ...wrong.slice(0, 3)]) process.stdout.write(`  ${line.split("\n").at(-1)}\n`);
      if (errors.length > 0 || wrong.length > 0) process.exitCode = 1;
    }
  } finally {
    await closeQueue(0);
    await closeDatabase();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
