import { randomBytes } from "node:crypto";
import { chosenSeed } from "@/e2e/faults/random";
import { runFaults } from "@/e2e/faults/run";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { migrate } from "@/prisma/migrate";
import { runCommand } from "@/scripts/portal/environment";

/** Prints the progress of a run, which takes many minutes. */
function onKill(kills: number): void {
  process.stderr.write(`${kills} of ${long.kills} kills\n`);
}

const long = { kills: 320, trapsPerLife: [3, 4], hires: 60, unknown: 4, duringOutage: 40, mailPerMinute: 50, realTime: true } as const;

await runCommand(async () => {
  const database = await startTemporaryDatabase();
  try {
    process.env.DATABASE_URL = database.url;
    process.env.NEXTAUTH_SECRET = randomBytes(48).toString("base64url");
    process.env.CREDENTIAL_KEYS = `k1:${randomBytes(32).toString("base64")}`;
    process.env.LOG_LEVEL = "fatal";
    loadEnv({ mail: false });
    await migrate(database.url);
    const seed = chosenSeed();
    process.stdout.write(`FAULT_SEED=${seed}\n`);
    const { failures, table, summary } = await runFaults(database.url, seed, { ...long, onKill });
    process.stdout.write(`${table}\n${failures.map((failure) => `FAILED: ${failure}\n`).join("")}${summary}\n`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await closeQueue(0);
    await closeDatabase();
    await database.stop();
  }
});
