import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { installJobs } from "@/lib/jobs/install";
import { logger } from "@/lib/platform/logger";
import { checkHistory, compatibleWith, type HistoryRow, type Migration } from "@/prisma/history";
import { connectTo, MigrationError, prepareRoles } from "@/prisma/owner";

/** Prisma's advisory lock, so that this and `prisma migrate deploy` never run at the same time. */
const PRISMA_MIGRATION_LOCK = 72707369;

export const migrationsFolder = join(import.meta.dirname, "migrations");

/** Returns the migrations on disk, by name. */
async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

// The table as Prisma creates it.
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** The wait for a lock that another session holds is said each time that this is over. */
const LOCK_WAIT = "1s";
const LOCK_NOT_AVAILABLE = "55P03";

type OnWait = (seconds: number, what: string) => void;

export interface MigrateOptions {
  folder?: string;
  /** The variable that errors name. */
  variable?: string;
  /** Told once a second for how long, and for what, it waits. Default: a line in the log. */
  onWait?: OnWait;
  /** Run before the first migration, as the owner and under the same lock. */
  before?: (owner: pg.Client) => Promise<void>;
  /** Run afterwards, likewise. */
  after?: (owner: pg.Client) => Promise<void>;
}

/**
 * Makes the roles, applies pending migrations, and returns their names. Any number of starting instances may call it: they take turns
 * under an advisory lock. Nothing waits for a lock in silence: each second is a line in the log.
 *
 * Each migration is atomic, its record included, because file and record are sent as one simple query, which PostgreSQL runs in one
 * transaction. Nothing is applied where a newer release has migrated the database in a way that this one may still run on. Throws
 * `MigrationError` when a recorded migration was edited, is unknown to this program and not compatible with it, or was left unfinished
 * by another tool.
 */
export async function migrate(
  databaseUrl: string,
  { folder = migrationsFolder, variable = "DATABASE_URL", onWait = logWait, before, after }: MigrateOptions = {},
): Promise<string[]> {
  const client = await connectTo(databaseUrl, variable);
  try {
    await lockMigrations(client, onWait);
    await prepareRoles(client, variable);
    await before?.(client);
    await client.query(historyTable);
    const migrations = await readMigrations(folder);
    const { pending, isAhead } = await compare(client, migrations);
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    for (const migration of pending) await apply(client, migration, onWait);
    await client.query("RESET lock_timeout");
    // A newer release has installed its queues, which are not turned back below its workers.
    if (!isAhead) await installJobs(databaseUrl);
    await after?.(client);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Returns the names of the migrations that the database lacks, for a role that may only read. Throws as `migrate` does. */
export async function pendingMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`);
  const migrations = await readMigrations();
  const pending = rows[0]?.isThere ? (await compare(client, migrations)).pending : migrations;
  return pending.map(({ name }) => name);
}

/** Returns what the database lacks, and whether a newer release has migrated it. */
async function compare(client: pg.Client, migrations: Migration[]): Promise<{ pending: Migration[]; isAhead: boolean }> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at, logs FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const newer = checkHistory(migrations, rows);
  if (newer.length > 0) logger().warn({ migrations: newer }, "a newer release has migrated the database, which this one may run on");
  return { pending: migrations.filter(({ name }) => !rows.some((row) => row.migration_name === name)), isAhead: newer.length > 0 };
}

function logWait(seconds: number, what: string): void {
  logger().info({ seconds }, `waiting for ${what}`);
}

async function lockMigrations(client: pg.Client, onWait: OnWait): Promise<void> {
  for (let seconds = 0; ; seconds++) {
    const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${PRISMA_MIGRATION_LOCK}) AS locked`);
    if (rows[0]?.locked) return;
    if (seconds > 0) onWait(seconds, "another process that migrates the database");
    await sleep(1_000);
  }
}

async function apply(client: pg.Client, migration: Migration, onWait: OnWait): Promise<void> {
  const record = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${migration.checksum}', ${client.escapeLiteral(migration.name)}, ${literal(client, compatibleWith(migration.sql))},
            now(), now(), 1);`;
  for (let seconds = 1; ; seconds++) {
    try {
      await client.query(`${migration.sql}\n;\n${record}`);
      return;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) {
        // Given up and asked for again, so that those who came later need not stand behind it.
        onWait(seconds, `a lock that another session holds, with migration ${migration.name}`);
        continue;
      }
      const reason = error instanceof Error ? error.message : String(error);
      throw new MigrationError(`migration ${migration.name} failed and was rolled back: ${reason}`);
    }
  }
}

function literal(client: pg.Client, text: string | null): string {
  return text === null ? "NULL" : client.escapeLiteral(text);
}
