import { appendFile } from "node:fs/promises";
import { importCalls, importThroughput, type Row } from "@/bench/import";
import { listTimes } from "@/bench/list/times";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/db";
import { migrate } from "@/prisma/migrate";
import { prepareEnvironment, runCommand } from "@/scripts/portal/environment";

/** Benchmarks by name; `npm run bench -- NAME` runs those whose name contains NAME. */
const benchmarks: Record<string, () => Promise<Row | Row[]>> = {
  "import-calls v1": () => importCalls("v1", 1_000),
  "import-calls v3": () => importCalls("v3", 1_000),
  "import-throughput v1": () => importThroughput("v1", 5_000),
  "import-throughput v3": () => importThroughput("v3", 5_000),
  list: listTimes,
};

// Runs on its own database, which is dropped afterwards.
await runCommand(async () => {
  const database = await startTemporaryDatabase();
  try {
    Object.assign(process.env, { DATABASE_URL: database.url, LOG_LEVEL: "error" });
    process.env.NEXTAUTH_SECRET ||= "for benchmarks only, no one signs in with it";
    process.env.CREDENTIAL_KEYS ||= `k:${Buffer.alloc(32).toString("base64")}`;
    await prepareEnvironment({ mail: false });
    await migrate(database.url);
    const wanted = process.argv.slice(2);
    for (const [name, measure] of Object.entries(benchmarks)) {
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
      for (const row of [await measure()].flat()) {
        await appendFile("bench-results.jsonl", `${JSON.stringify({ at: new Date().toISOString(), ...row })}\n`);
        process.stdout.write(`\n${row.name}\n`);
        for (const [figure, value] of Object.entries(row)) if (figure !== "name") process.stdout.write(`  ${figure.padEnd(26)}${value}\n`);
      }
    }
  } finally {
    await closeQueue(0);
    await closeDatabase();
    await database.stop();
  }
});
