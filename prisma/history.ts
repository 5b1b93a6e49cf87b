import { MigrationError } from "@/prisma/owner";

export interface Migration {
  name: string;
  sql: string;
  /** Hex SHA-256 of the file, as Prisma records it. */
  checksum: string;
}

/** A migration as the database records it. */
export interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  /** Prisma's column for the output of a failed migration. Of one that was applied, it holds its line `compatible-with: …`. */
  logs: string | null;
}

const statement = /^(?:-- )?compatible-with: (\S+)$/m;

/**
 * Returns what a migration states of the oldest release that may run on its schema, as it is recorded: `compatible-with: NAME`, where
 * NAME is the last migration of that release. Null where it states nothing: then no release without it may run.
 */
export function compatibleWith(sql: string): string | null {
  const name = statement.exec(sql)?.[1];
  return name === undefined ? null : `compatible-with: ${name}`;
}

/**
 * Checksums of migrations that were changed afterwards and make the same: these two made their roles themselves, which an owner who may
 * not make roles could not run even where the roles were there.
 */
const formerChecksums: Record<string, string> = {
  "20261124000000_init": "91f8223be0f634d787a213d0feb00700549f059428d05a093cdab394be237122",
  "20261125050857_workbench": "81596d997c1087934d6a3f47ce4483df96e857ca3b9681f8a6f6dca6e885094f",
};

/**
 * Compares the database's history with the migrations of this release, in the order of their names. Returns the names of those that a
 * newer release has applied, each of which states that this release may run on its schema. Throws `MigrationError` where one does not,
 * was edited, was left unfinished, or where the history is of another line of releases.
 */
export function checkHistory(migrations: readonly Migration[], rows: readonly HistoryRow[]): string[] {
  const newer: string[] = [];
  for (const row of rows) {
    const { migration_name: name } = row;
    const migration = migrations.find((known) => known.name === name);
    if (row.finished_at === null) {
      throw new MigrationError(
        `migration ${name} was started by another tool and not finished. Check what it did, repair the database, then run: npx prisma migrate resolve --applied ${name} (or --rolled-back), and start again.`,
      );
    }
    if (!migration) {
      checkNewer(migrations, rows, row);
      newer.push(name);
    } else if (migration.checksum !== row.checksum && formerChecksums[name] !== row.checksum) {
      throw new MigrationError(
        `migration ${name} was edited after it was applied. Restore the file (git checkout prisma/migrations) and put the change into a new migration: npm run db:diff -- NAME.`,
      );
    }
  }
  return newer;
}

/** Checks that this release may run on a database that has a migration which it does not know. */
function checkNewer(migrations: readonly Migration[], rows: readonly HistoryRow[], { migration_name: name, logs }: HistoryRow): void {
  const last = migrations.at(-1)?.name ?? "";
  const hasAll = migrations.every((known) => rows.some((row) => row.migration_name === known.name));
  const lacks = `the database has migration ${name}, which this version of the portal doesn't have`;
  if (name < last || !hasAll) {
    throw new MigrationError(
      `${lacks}, and this version's last is ${last}: they are of two lines of development. Start a version that has both.`,
    );
  }
  const oldest = statement.exec(logs ?? "")?.[1];
  if (oldest !== undefined && oldest <= last) return;
  const need = oldest === undefined ? "" : `. It can be run on by versions that have migration ${oldest}, and this one's last is ${last}`;
  throw new MigrationError(
    `${lacks}${need}. Start the version that applied it, or a newer one. To go back further, restore a backup that was taken before it.`,
  );
}
