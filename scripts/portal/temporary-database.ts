import { randomBytes } from "node:crypto";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";
import { openDatabase, prepareEnvironment } from "@/scripts/portal/environment";

/** Runs work on a migrated database with secrets of its own, and removes it afterwards. */
export async function onTemporaryDatabase(logLevel: "error" | "fatal", work: () => Promise<void>): Promise<void> {
  const database = await startTemporaryDatabase();
  try {
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      // For what looks past row-level security; the portal does not know it.
      SUPERUSER_URL: database.superuserUrl,
      NEXTAUTH_SECRET: randomBytes(48).toString("base64url"),
      CREDENTIAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      LOG_LEVEL: logLevel,
    });
    await prepareEnvironment({ mail: false });
    await openDatabase();
    await work();
  } finally {
    await closeQueue(0);
    await closeDatabase();
    await database.stop();
  }
}
