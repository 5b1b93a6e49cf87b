import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { APPLICATION_ROLE, applicationConnection, statementNames } from "@/lib/platform/database/connection";
import { env } from "@/lib/platform/env";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";

/** `replica`: a copy of the primary's database that takes no changes, where `DATABASE_REPLICA_URL` names one. */
export type Server = "primary" | "replica";

interface OpenServer {
  client: PrismaClient;
  pool: pg.Pool;
  /** Null behind a pooler, which may give each transaction another session, which knows no statement of the one before. */
  names: ReturnType<typeof statementNames> | null;
}

const holder = globalThis as { emptrustDatabases?: Partial<Record<Server, OpenServer>> };

/** Returns the database client; the first call opens its pool. For `lib/platform/db.ts` alone, whose doors name to row-level security who asks. */
export function prisma(server: Server = "primary"): PrismaClient {
  return opened(server).client;
}

/** Returns whether there is a replica to ask. */
export function hasReplica(): boolean {
  return env().DATABASE_REPLICA_URL !== undefined;
}

/** Returns a function that says whether the replica's pool, which is opened where it is not, is still the same. */
export function replicaPool(): () => boolean {
  const { pool } = opened("replica");
  return () => holder.emptrustDatabases?.replica?.pool === pool;
}

// A replica that keeps a reader waiting is given up long before the primary would be.
const patience = {
  primary: { silence: {}, connectMs: 5_000 },
  replica: { silence: { silenceSeconds: 3 }, connectMs: 1_000 },
} as const;

function opened(server: Server): OpenServer {
  holder.emptrustDatabases ??= {};
  const known = holder.emptrustDatabases[server] ?? open(server);
  holder.emptrustDatabases[server] = known;
  return known;
}

function open(server: Server): OpenServer {
  const { DATABASE_URL, DATABASE_REPLICA_URL, DATABASE_DIRECT_URL } = env();
  const address = server === "primary" ? DATABASE_URL : DATABASE_REPLICA_URL;
  if (address === undefined) throw new Error("there is no replica");
  const { silence, connectMs } = patience[server];
  const pool = new pg.Pool({
    ...applicationConnection(address, silence),
    max: 10,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    application_name: "emptrust",
    // Statements that are sent together wait for one another in the database, and not for a journey each.
    pipeline: true,
  });
  // The pool drops a connection that breaks while it is idle; without a listener, that would end the process.
  pool.on("error", () => {});
  const names = DATABASE_DIRECT_URL ? null : statementNames();
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, ...(names ? { statementNameGenerator: names } : {}) });
  return { client: new PrismaClient({ adapter, errorFormat: "minimal" }), pool, names };
}

/** Returns the rows of one statement, a transaction of its own, in the driver's own types. For `lib/platform/db.ts` alone. */
export async function readAlone<Row extends object>(statement: Prisma.Sql): Promise<Row[]> {
  const primary = opened("primary");
  return (await primary.pool.query<Row>(named(primary, statement))).rows;
}

/**
 * Runs statements as one transaction that reads only, in one round trip, and returns the rows of each. They are sent together, so none can
 * depend on what another returned; where one fails, those behind it do nothing. For `lib/platform/db.ts` alone.
 */
export async function readTogether(server: Server, statements: readonly Prisma.Sql[]): Promise<unknown[][]> {
  const asked = opened(server);
  const client = await asked.pool.connect();
  try {
    const all = [{ text: "BEGIN READ ONLY" }, ...statements.map((statement) => named(asked, statement)), { text: "COMMIT" }];
    const { stream } = client.connection;
    // One write to the socket instead of one for each statement.
    stream.cork();
    const sent = all.map((statement) => client.query<object>(statement));
    stream.uncork();
    const answers = await Promise.allSettled(sent);
    return answers.slice(1, -1).map((answer) => {
      if (answer.status === "rejected") throw answer.reason;
      return answer.value.rows;
    });
  } finally {
    client.release();
  }
}

function named({ names }: OpenServer, { text, values }: Prisma.Sql): pg.QueryConfig {
  const name = names?.({ sql: text, args: values });
  return { text, values, ...(name ? { name } : {}) };
}

/** How a pool of database connections is used now. */
export interface PoolUse {
  max: number;
  total: number;
  idle: number;
  waiting: number;
}

/** Returns how the pool of a server is used; null while it is closed. */
export function poolUse(server: Server): PoolUse | null {
  const pool = holder.emptrustDatabases?.[server]?.pool;
  return pool ? { max: pool.options.max, total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount } : null;
}

/** Whether the database answers, as the right role. Throws what the driver says when it does not. */
export async function pingDatabase(): Promise<void> {
  const rows = await prisma().$queryRaw<{ mayWork: boolean }[]>`
    SELECT pg_has_role(session_user, ${APPLICATION_ROLE}, 'USAGE') AND NOT current_setting('is_superuser')::boolean AS "mayWork"`;
  if (!rows[0]?.mayWork) throw new Error(`the session does not belong to a member of ${APPLICATION_ROLE}`);
}

/** Closes the pools; the next query opens a new one. */
export async function closeDatabase(): Promise<void> {
  const open = Object.values(holder.emptrustDatabases ?? {});
  delete holder.emptrustDatabases;
  for (const { client, pool } of open) {
    await client.$disconnect();
    // The client ends the pool only where it was used itself.
    if (!pool.ended) await pool.end();
  }
}
