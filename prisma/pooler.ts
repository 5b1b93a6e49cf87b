import type pg from "pg";
import { connectTo, MigrationError } from "@/prisma/owner";

const ROUNDS = 3;

/** How sessions reach PostgreSQL: `transactions` means that a pooler gives a client another session with each transaction. */
type Sessions = "own" | "transactions";

/**
 * Returns whether each connection to the address has a session of its own. A pooler is recognized by the key for cancelling, which it
 * makes up: it is not the process id of the session.
 */
async function sessionsOf(databaseUrl: string, variable: string): Promise<Sessions> {
  const one = await connectTo(databaseUrl, variable);
  try {
    if (cancelKeyOf(one) === (await sessionId(one))) return "own";
    const other = await connectTo(databaseUrl, variable);
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const before = await sessionId(one);
        await other.query("BEGIN");
        const between = await sessionId(other);
        const after = await sessionId(one);
        await other.query("ROLLBACK");
        if (before === between || before !== after) return "transactions";
      }
      return "own";
    } finally {
      await other.end();
    }
  } finally {
    await one.end();
  }
}

function cancelKeyOf(client: pg.Client): number | undefined {
  const id: unknown = Reflect.get(client, "processID");
  return typeof id === "number" ? id : undefined;
}

async function sessionId(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ id: number }>("SELECT pg_backend_pid() AS id");
  return rows[0]?.id;
}

/** Throws `MigrationError` when an address that needs a session leads through a pooler that shares sessions. */
export async function checkSessions(databaseUrl: string, variable: string): Promise<void> {
  if ((await sessionsOf(databaseUrl, variable)) === "own") return;
  const what = "leads through a pooler in transaction mode";
  throw new MigrationError(
    variable === "DATABASE_URL"
      ? `DATABASE_URL: ${what}. Set DATABASE_DIRECT_URL to an address of the same database without it, for migrations and LISTEN.`
      : `${variable}: ${what}. It must be an address of the database itself.`,
  );
}
