import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { installJobs } from "@/lib/jobs/install";

/** Prisma's advisory lock, so that this and `prisma migrate deploy` never run at the same time. */
const PRISMA_MIGRATION_LOCK = 72707369;

export const migrationsFolder = join(import.meta.dirname, "migrations");

/** The database's migration history doesn't match this program. The message says what to do; nothing was changed. */
export class MigrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MigrationError";
  }
}

interface Migration {
  name: string;
  sql: string;
  /** Hex SHA-256 of the file, as Prisma records it. */
  checksum: string;
}

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

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies pending migrations and returns their names. Any number of starting instances may call it: they take turns under an advisory
 * lock.
 *
 * Each migration is atomic, its record included, because file and record are sent as one simple query, which PostgreSQL runs in one
 * transaction. Throws `MigrationError` when a recorded migration was edited, is unknown to this program, or was left unfinished by
 * another tool.
 */
export async function migrate(databaseUrl: string, folder = migrationsFolder): Promise<string[]> {
  const client = await connect(databaseUrl);
  try {
    await client.query(`SELECT pg_advisory_lock(${PRISMA_MIGRATION_LOCK})`);
    await client.query(historyTable);
    const migrations = await readMigrations(folder);
    const { rows } = await client.query<HistoryRow>(
      `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    checkHistory(migrations, rows);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (rows.some((row) => row.migration_name === migration.name)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    await installJobs(databaseUrl);
    return applied;
  } finally {
    await client.end();
  }
}

function checkHistory(migrations: Migration[], rows: HistoryRow[]): void {
  for (const row of rows) {
    const migration = migrations.find((known) => known.name === row.migration_name);
    if (row.finished_at === null) {
      throw new MigrationError(
        `migration ${row.migration_name} was started by another tool and not finished. Check what it did, repair the database, then run: npx prisma migrate resolve --applied ${row.migration_name} (or --rolled-back), and start again.`,
      );
    }
    if (!migration) {
      throw new MigrationError(
        `the database has migration ${row.migration_name}, which this version of the portal doesn't have. Start the version that applied it, or a newer one.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(
        `migration ${row.migration_name} was edited after it was applied. Restore the file (git checkout prisma/migrations) and put the change into a new migration: npm run db:diff -- NAME.`,
      );
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const record = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${migration.checksum}', ${client.escapeLiteral(migration.name)}, now(), now(), 1);`;
  try {
    await client.query(`${migration.sql}\n;\n${record}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`migration ${migration.name} failed and was rolled back: ${reason}`);
  }
}

/** Connects as the database owner; waits up to a minute for a server that is starting. */
async function connect(databaseUrl: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: "emptrust migrate" });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (attempt >= 60 || !/^(ECONNREFUSED|57P03|53300)$/.test(code)) {
        throw new MigrationError(`DATABASE_URL: the database cannot be reached (${code || "no answer"}).`);
      }
      await sleep(1_000);
    }
  }
}
