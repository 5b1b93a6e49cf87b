import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { APPLICATION_ROLE, applicationConnection, statementNames } from "@/lib/platform/database/connection";
import { env } from "@/lib/platform/env";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";

type StatementNames = ReturnType<typeof statementNames>;

const holder = globalThis as { emptrustPrisma?: PrismaClient; emptrustPool?: pg.Pool; emptrustNames?: StatementNames };

/** Returns the database client; the first call opens its pool. For `lib/platform/db.ts` alone, whose doors name to row-level security who asks. */
export function prisma(): PrismaClient {
  holder.emptrustPrisma ??= openClient();
  return holder.emptrustPrisma;
}

function openClient(): PrismaClient {
  const connection = {
    ...applicationConnection(env().DATABASE_URL),
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: "emptrust",
    // Statements that are sent together wait for one another in the database, and not for a journey each.
    pipeline: true,
  };
  holder.emptrustPool = new pg.Pool(connection);
  // A pooler may give each transaction another session, which knows no statement of the one before.
  if (!env().DATABASE_DIRECT_URL) holder.emptrustNames = statementNames();
  return new PrismaClient({
    adapter: new PrismaPg(holder.emptrustPool, {
      disposeExternalPool: true,
      ...(holder.emptrustNames ? { statementNameGenerator: holder.emptrustNames } : {}),
    }),
    errorFormat: "minimal",
  });
}

/** Returns the rows of one statement, a transaction of its own, in the driver's own types. For `lib/platform/db.ts` alone. */
export async function readAlone<Row extends object>(statement: Prisma.Sql): Promise<Row[]> {
  return (await pool().query<Row>(named(statement))).rows;
}

/**
 * Runs statements as one transaction that reads only, in one round trip, and returns the rows of each. They are sent together, so none can
 * depend on what another returned; where one fails, those behind it do nothing. For `lib/platform/db.ts` alone.
 */
export async function readTogether(statements: readonly Prisma.Sql[]): Promise<unknown[][]> {
  const client = await pool().connect();
  try {
    const all = [{ text: "BEGIN READ ONLY" }, ...statements.map(named), { text: "COMMIT" }];
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

function pool(): pg.Pool {
  prisma();
  if (!holder.emptrustPool) throw new Error("the pool was closed");
  return holder.emptrustPool;
}

function named({ text, values }: Prisma.Sql): pg.QueryConfig {
  const name = holder.emptrustNames?.({ sql: text, args: values });
  return { text, values, ...(name ? { name } : {}) };
}

/** How a pool of database connections is used now. */
export interface PoolUse {
  max: number;
  total: number;
  idle: number;
  waiting: number;
}

/** Returns how the pool is used; null while it is closed. */
export function poolUse(): PoolUse | null {
  const pool = holder.emptrustPool;
  return pool ? { max: pool.options.max, total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount } : null;
}

/** Whether the database answers, as the right role. Throws what the driver says when it does not. */
export async function pingDatabase(): Promise<void> {
  const rows = await prisma().$queryRaw<{ mayWork: boolean }[]>`
    SELECT pg_has_role(session_user, ${APPLICATION_ROLE}, 'USAGE') AND NOT current_setting('is_superuser')::boolean AS "mayWork"`;
  if (!rows[0]?.mayWork) throw new Error(`the session does not belong to a member of ${APPLICATION_ROLE}`);
}

/** Closes the pool; the next query opens a new one. */
export async function closeDatabase(): Promise<void> {
  const open = holder.emptrustPrisma;
  delete holder.emptrustPrisma;
  delete holder.emptrustPool;
  delete holder.emptrustNames;
  await open?.$disconnect();
}
