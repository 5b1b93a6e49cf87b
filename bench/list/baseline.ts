import pg from "pg";
import { type Call, CLIENTS } from "@/bench/list/measure";
import type { Caller } from "@/bench/list/organization";
import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import { applicationConnection } from "@/lib/platform/database/connection";
import { findSession, inOrganization } from "@/lib/platform/db";

/** How many hires a page of the measured list has. */
export const PAGE = 50;

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** The statements that a portal which has sent them before sends for one page of the list, taken down as they leave. */
async function statementsOf({ organizationId, accountId, sessionId }: Caller, query: string): Promise<Statement[]> {
  const asked = newHireQuerySchema.parse({ ...Object.fromEntries(new URLSearchParams(query)), limit: PAGE });
  const ask = async () => {
    await findSession(accountId, sessionId);
    return inOrganization(organizationId, async (tx) => {
      await bulkActionsUnderWay(tx);
      return (await listNewHires(tx, organizationId, asked)).items;
    });
  };
  // Statements are prepared once they come again.
  await ask();
  const statements: Statement[] = [];
  const client: { query(statement: Statement, ...rest: unknown[]): unknown } = pg.Client.prototype;
  const send = client.query;
  client.query = function (statement, ...rest) {
    const { name, text, values } = statement;
    statements.push({ name, text, values });
    return send.call(this, statement, ...rest);
  };
  try {
    const items = await ask();
    if (items.length !== PAGE) throw new Error(`${query} has ${items.length} hires, not a full page`);
    return statements;
  } finally {
    client.query = send;
  }
}

/** The same statements through `pg`, each client on a connection of its own, as the application's role and below row-level security. */
export async function baselineCalls(caller: Caller, query: string): Promise<{ calls: Call[]; end: () => Promise<void> }> {
  const statements = await statementsOf(caller, query);
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(applicationConnection(process.env.DATABASE_URL ?? "")));
  for (const client of clients) await client.connect();
  const calls = clients.map((client) => async () => {
    for (const statement of statements) await client.query(statement);
  });
  return {
    calls,
    end: async () => {
      for (const client of clients) await client.end();
    },
  };
}
