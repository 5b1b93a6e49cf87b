import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keptSecrets, startLocalDatabase } from "@/lib/embedded-database/database";
import { removeDataDirectory } from "@/lib/embedded-database/server-folder";
import { migrate } from "@/prisma/migrate";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "emptrust-local-"));
  // For root the server runs as another user, who must be able to reach it.
  await chmod(folder, 0o755);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What a later migration may do to any table, index, function and type. */
async function addColumn(url: string): Promise<void> {
  await query(url, `ALTER TABLE "NewHire" ADD COLUMN "later" text; DROP INDEX "NewHire_search"; ALTER TYPE "HireStatus" ADD VALUE 'later'`);
  await query(url, `ALTER TABLE pgboss.job ADD COLUMN later text; DROP FUNCTION refresh_statistics()`);
}

async function serverPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
}

describe("the embedded PostgreSQL", () => {
  it("keeps its data over a restart, and over the server's death by kill -9", async () => {
    const first = await startLocalDatabase(folder);
    await query(first.url, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");
    await first.stop();
    const second = await startLocalDatabase(folder);
    await query(second.url, "INSERT INTO kept VALUES (2)");
    process.kill(await serverPid(folder), "SIGKILL");
    await second.stop();
    const third = await startLocalDatabase(folder);
    expect(await query(third.url, "SELECT id FROM kept ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
    await third.stop();
  });

  it("belongs to a role that is no superuser, also where an earlier version made everything as one, and nothing is lost", async () => {
    const first = await startLocalDatabase(folder);
    await migrate(first.url);
    const superuser = new URL(first.superuserUrl).username;
    await query(
      first.superuserUrl,
      `INSERT INTO "Organization" ("id", "name") VALUES (gen_random_uuid(), 'Acme');
       REASSIGN OWNED BY emptrust TO ${superuser}; DROP OWNED BY emptrust`,
    );
    await query(first.superuserUrl.replace(/[^/]*$/, "postgres"), "DROP OWNED BY emptrust; DROP ROLE emptrust");
    await first.stop();

    const second = await startLocalDatabase(folder);
    await addColumn(second.url);
    expect(await migrate(second.url)).toEqual([]);
    expect(await query(second.superuserUrl, `SELECT "name" FROM "Organization"`)).toEqual([{ name: "Acme" }]);
    expect(
      await query(
        second.url,
        `SELECT rolsuper, (SELECT array_agg(DISTINCT relowner::regrole::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS owners
         FROM pg_roles WHERE rolname = current_user`,
      ),
    ).toEqual([{ rolsuper: false, owners: ["emptrust"] }]);
    await second.stop();
  });

  it("is joined, not started twice, by a second process on the same data", async () => {
    const owner = await startLocalDatabase(folder);
    const guest = await startLocalDatabase(folder);
    expect(guest.url).toBe(owner.url);
    await guest.stop();
    expect(await query(owner.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
    await owner.stop();
  });

  it("is made once when several processes start together on a new data directory", async () => {
    const starter = `
      const { startLocalDatabase } = await import("@/lib/embedded-database/database");
      const database = await startLocalDatabase(process.argv[1]);
      process.stdout.write(database.url + "\\n");
      process.once("SIGTERM", () => database.stop().then(() => process.exit(0)));
      setInterval(() => {}, 1000);`;
    const starters = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", starter, folder], { stdio: ["ignore", "pipe", "inherit"] }),
    );
    try {
      const urls = await Promise.all(starters.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
      expect(urls[0]).toMatch(/^postgresql:/);
      expect(new Set(urls).size).toBe(1);
      expect(await query(urls[0] ?? "", "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
    } finally {
      const ended = Promise.all(starters.map((starter) => once(starter, "exit")));
      for (const starter of starters) starter.kill("SIGTERM");
      await ended;
    }
  });

  it("stays for those who joined it when the process that started it ends, and ends with the last of them", async () => {
    const owner = await startLocalDatabase(folder);
    const guest = await startLocalDatabase(folder);
    const pid = await serverPid(folder);
    await owner.stop();
    expect(await query(guest.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
    await guest.stop();
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 10_000 });
  });

  it("starts where root keeps its data out of everyone's reach", async () => {
    await chmod(folder, 0o700);
    const database = await startLocalDatabase(folder);
    expect(await query(database.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
    const kept = await realpath(join(folder, "postgres"));
    await database.stop();
    await removeDataDirectory(folder);
    expect(existsSync(kept)).toBe(false);
  });

  it("removes files that root kept elsewhere once their data directory is gone, and no others", async () => {
    const [removed, kept] = [join(folder, "removed"), join(folder, "kept")];
    const files: string[] = [];
    for (const dataDir of [removed, kept]) {
      await mkdir(dataDir, { mode: 0o700 });
      await (await startLocalDatabase(dataDir)).stop();
      files.push(await realpath(join(dataDir, "postgres")));
    }
    await rm(removed, { recursive: true });
    await (await startLocalDatabase(kept)).stop();
    expect(files.map((path) => existsSync(path))).toEqual([false, true]);
    await removeDataDirectory(kept);
  });

  it("comes with secrets that are made once and readable by their owner only", async () => {
    const secrets = await keptSecrets(folder);
    expect(await keptSecrets(folder)).toEqual(secrets);
    expect(secrets.NEXTAUTH_SECRET.length).toBeGreaterThanOrEqual(32);
  });
});
