import pg from "pg";
import { type Call, CLIENTS } from "@/bench/list/measure";
import type { Caller } from "@/bench/list/organization";
import { type Statement, statementsOf } from "@/e2e/fixtures/stack/statements";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listHirePage } from "@/lib/hires/list/rows";
import { applicationConnection } from "@/lib/platform/database/connection";
import { findSession } from "@/lib/platform/db";

/** How many hires a page of the measured list has. */
export const PAGE = 50;

/** The statements that a portal which has sent them before sends for one page of the list, in groups that leave together. */
async function pageStatements({ organizationId, accountId, sessionId }: Caller, query: string): Promise<Statement[][]> {
  const asked = newHireQuerySchema.parse({ ...Object.fromEntries(new URLSearchParams(query)), limit: PAGE });
  const ask = async () => {
    await findSession(accountId, sessionId);
    return (await listHirePage(organizationId, asked)).items;
  };
  // Statements are prepared once they come again.
  await ask();
  await ask();
  const { result: items, trips } = await statementsOf(ask);
  if (items.length !== PAGE) throw new Error(`${query} has ${items.length} hires, not a full page`);
  return trips;
}

/**
 * The same statements through `pg`, those that leave together together, each client on a connection of its own, as the application's role and
 * below row-level security.
 */
export async function baselineCalls(caller: Caller, query: string): Promise<{ calls: Call[]; end: () => Promise<void> }> {
  const trips = await pageStatements(caller, query);
  const settings = { ...applicationConnection(process.env.DATABASE_URL ?? ""), pipeline: true };
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(settings));
  for (const client of clients) await client.connect();
  const calls = clients.map((client) => async () => {
    for (const trip of trips) await Promise.all(trip.map((statement) => client.query(statement)));
  });
  return {
    calls,
    end: async () => {
      for (const client of clients) await client.end();
    },
  };
}
