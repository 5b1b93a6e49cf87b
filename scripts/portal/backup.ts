import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { BACKUP_ROLE } from "@/lib/platform/database/connection";
import { groupRoles } from "@/prisma/owner";

/** A backup can't be taken or restored; the message says why, and nothing was changed. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BackupError";
  }
}

type Counts = Map<string, number>;

const DEBIAN_VERSIONS = "/usr/lib/postgresql";

/** Returns PostgreSQL's client program in a version that this server takes. */
function findProgram(name: "pg_dump" | "pg_restore", least: number): string {
  const versions = existsSync(DEBIAN_VERSIONS) ? readdirSync(DEBIAN_VERSIONS).map((one) => join(DEBIAN_VERSIONS, one, "bin", name)) : [];
  const found: number[] = [];
  for (const program of [name, ...versions]) {
    const major = Number(/(\d+)/.exec(spawnSync(program, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? 0);
    if (major >= least) return program;
    if (major > 0) found.push(major);
  }
  const there = found.length > 0 ? `; found: version ${Math.max(...found)}` : "";
  throw new BackupError(
    `${name} ${least} or newer is needed${there}. Install PostgreSQL's client programs (Debian: postgresql-client-${least}).`,
  );
}

/** libpq's variables for an address: in arguments, every user of the machine could read the password. */
function libpqEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  const parameters: Record<string, string> = {
    sslmode: "PGSSLMODE",
    sslrootcert: "PGSSLROOTCERT",
    sslcert: "PGSSLCERT",
    sslkey: "PGSSLKEY",
    host: "PGHOST",
  };
  const from = [...url.searchParams].flatMap(([name, value]) => (parameters[name] ? [[parameters[name], value]] : []));
  return {
    ...process.env,
    PGHOST: url.hostname,
    PGPORT: url.port || "5432",
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    ...Object.fromEntries(from),
  };
}

/** Runs a program and hands each line that it prints to `onLine`. Throws with its last words when it fails. */
async function run(program: string, args: string[], databaseUrl: string, onLine: (line: string) => void = () => {}): Promise<void> {
  const child = spawn(program, args, { env: libpqEnvironment(databaseUrl), stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-2_000);
  });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) onLine(line);
  if ((await ended) !== 0) throw new BackupError(`${program} failed: ${words.trim().split("\n").at(-1)}`);
}

/** Counts the rows of every table, as `client` sees them. */
async function countRows(client: pg.Client): Promise<Counts> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'pgboss') AND c.relkind = 'r' ORDER BY 1`,
  );
  const counts: Counts = new Map();
  for (const { name } of rows) {
    const { rows: counted } = await client.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
    counts.set(name, Number(counted[0]?.count));
  }
  return counts;
}

/** Counts the rows of every table in an archive. */
async function countArchived(file: string, databaseUrl: string, least: number): Promise<Counts> {
  const counts: Counts = new Map();
  let table: string | undefined;
  await run(findProgram("pg_restore", least), ["--data-only", "--file=-", file], databaseUrl, (line) => {
    if (table === undefined) {
      table = /^COPY (\S+) \(/.exec(line)?.[1];
      if (table !== undefined) counts.set(table, 0);
    } else if (line === "\\.") table = undefined;
    else counts.set(table, (counts.get(table) ?? 0) + 1);
  });
  return counts;
}

function compare(wanted: Counts, found: Counts, what: string): void {
  for (const [table, count] of wanted) {
    const there = found.get(table) ?? 0;
    if (there !== count) throw new BackupError(`${what}: ${table} has ${there} rows instead of ${count}.`);
  }
}

const sum = (counts: Counts) => [...counts.values()].reduce((total, count) => total + count, 0);

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>("SELECT current_setting('server_version_num')::int / 10000 AS version");
  return rows[0]?.version ?? 0;
}

/**
 * Writes everything into `file`, in pg_dump's custom format, as one moment saw it, and returns how many tables and rows. The file appears
 * when it is complete and its rows were counted. It is taken as a role that may read all organizations' rows and do nothing else.
 */
export async function backup(ownerUrl: string, file: string): Promise<{ tables: number; rows: number }> {
  const partial = `${file}.partial`;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const version = await serverVersion(client);
    const program = findProgram("pg_dump", version);
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE ${BACKUP_ROLE}`);
    const { rows } = await client.query<{ snapshot: string }>("SELECT pg_export_snapshot() AS snapshot");
    const counts = await countRows(client);
    // Readable by its owner only: it holds personal data.
    await writeFile(partial, "", { mode: 0o600 });
    const args = [
      "--format=custom",
      `--role=${BACKUP_ROLE}`,
      "--enable-row-security",
      `--snapshot=${rows[0]?.snapshot}`,
      `--file=${partial}`,
    ];
    await run(program, args, ownerUrl);
    compare(counts, await countArchived(partial, ownerUrl, version), "The backup is not complete");
    await rename(partial, file);
    return { tables: counts.size, rows: sum(counts) };
  } finally {
    await client.end();
    await rm(partial, { force: true });
  }
}

/** Returns the statements that give functions to the roles that own them, and not the database's owner. */
async function ownedByOthers(program: string, file: string, ownerUrl: string): Promise<{ statement: string; role: string }[]> {
  const found: { statement: string; role: string }[] = [];
  await run(program, ["--schema-only", "--file=-", file], ownerUrl, (line) => {
    const [statement, role] = /^ALTER FUNCTION .+ OWNER TO (\w+);$/.exec(line) ?? [];
    if (statement && role && groupRoles.includes(role)) found.push({ statement, role });
  });
  return found;
}

/** Names of what is left out: these name the role that owned the database before. */
const LEFT_OUT = / DEFAULT ACL /;

/**
 * Restores a backup into an empty database, as its owner, who has a migration lock and the roles. Every organization's email is held
 * afterwards, from the first moment on. Returns how many tables and rows there are. Throws before anything is changed when it can't be done.
 */
export async function restoreInto(owner: pg.Client, ownerUrl: string, file: string): Promise<{ tables: number; rows: number }> {
  if (!existsSync(file)) throw new BackupError(`${file}: there is no such file.`);
  const { rows: taken } = await owner.query(
    `SELECT c.relname FROM pg_class c WHERE c.relnamespace::regnamespace::text IN ('public', 'pgboss') AND c.relkind IN ('r', 'v', 'S')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1`,
  );
  if (taken.length > 0) throw new BackupError("The database is not empty. A backup is restored into a new one.");
  const program = findProgram("pg_restore", 15);
  const counts = await countArchived(file, ownerUrl, 15);
  const list = `${file}.list`;
  const entries: string[] = [];
  await run(program, ["--list", file], ownerUrl, (line) => void (LEFT_OUT.test(line) || entries.push(line)));
  try {
    await writeFile(list, `${entries.join("\n")}\n`, { mode: 0o600 });
    await run(
      program,
      [
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        `--use-list=${list}`,
        `--dbname=${libpqEnvironment(ownerUrl).PGDATABASE}`,
        file,
      ],
      ownerUrl,
    );
  } finally {
    await rm(list, { force: true });
  }
  for (const { statement, role } of await ownedByOthers(program, file, ownerUrl)) {
    // Who is to own a function must be able to make one there.
    await owner.query(`BEGIN; GRANT CREATE ON SCHEMA public TO ${role}; ${statement} REVOKE CREATE ON SCHEMA public FROM ${role}; COMMIT`);
  }
  await owner.query(`BEGIN; SET LOCAL ROLE ${BACKUP_ROLE}`);
  compare(counts, await countRows(owner), "The restored database is not complete");
  await owner.query("ROLLBACK");
  return { tables: counts.size, rows: sum(counts) };
}

/**
 * Holds every organization's email, as the owner, who otherwise sees no rows of organizations, and ends every session: one that was ended
 * since the backup was taken must not be open again.
 */
export async function holdMail(owner: pg.Client): Promise<void> {
  await owner.query(`BEGIN;
    ALTER TABLE "Organization" NO FORCE ROW LEVEL SECURITY;
    UPDATE "Organization" SET "mailHeldSince" = coalesce("mailHeldSince", now());
    ALTER TABLE "Organization" FORCE ROW LEVEL SECURITY;
    TRUNCATE "Session";
    COMMIT`);
}
