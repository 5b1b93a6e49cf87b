import pg from "pg";
import { type Call, CLIENTS } from "@/bench/list/measure";
import type { Caller } from "@/bench/list/organization";
import { type Statement, statementsOf } from "@/bench/statements";
import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import { applicationConnection } from "@/lib/platform/database/connection";
import { findSession, inOrganization } from "@/lib/platform/db";

/** How many hires a page of the measured list has. */
export const PAGE = 50;

/** The statements that a portal which has sent them before sends for one page of the list, taken down as they leave. */
async function pageStatements({ organizationId, accountId, sessionId }: Caller, query: string): Promise<Statement[]> {
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
  const { result: items, statements } = await statementsOf(ask);
  if (items.length !== PAGE) throw new Error(`${query} has ${items.length} hires, not a full page`);
  return statements;
}

/** The same statements through `pg`, each client on a connection of its own, as the application's role and below row-level security. */
export async function baselineCalls(caller: Caller, query: string): Promise<{ calls: Call[]; end: () => Promise<void> }> {
  const statements = await pageStatements(caller, query);
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
