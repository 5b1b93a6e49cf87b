import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { loadEnv } from "@/lib/platform/env";
import { freshStatistics } from "@/lib/workflows/sync/run/fresh-statistics";

testDatabase();

let owner: pg.Client;

beforeAll(async () => {
  loadEnv({ mail: false });
  owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
});
afterAll(() => owner.end());

/** How often each table of an import was analyzed because somebody asked for it. */
async function analyzed(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string; times: number }>(
    `SELECT relname AS name, analyze_count::int AS times FROM pg_stat_user_tables WHERE relname IN ('NewHire', 'Offer') ORDER BY relname`,
  );
  return Object.fromEntries(rows.map(({ name, times }) => [name, times]));
}

/** Changes rows as an import does; PostgreSQL's own count of changes is told at once instead of after a second. */
async function change(sql: string): Promise<void> {
  await owner.query(sql);
  await owner.query("SELECT pg_stat_force_next_flush()");
  await owner.query("SELECT 1");
}

it("an import has a table analyzed once it has changed by half, and leaves the others alone", async () => {
  await takeIn(
    await makeOrganization(),
    Array.from({ length: 20 }, (_, n) => draftOf(n + 1)),
  );
  await owner.query('ANALYZE "NewHire", "Offer"');
  const before = await analyzed();
  const imported = async (added: number) => {
    const statistics = freshStatistics();
    statistics.added(added);
    await statistics.settled();
    return analyzed();
  };

  await change(`UPDATE "NewHire" SET "updatedAt" = now() WHERE "applicationId" <= 9`);
  expect(await imported(1_000)).toEqual(before);
  await change(`UPDATE "NewHire" SET "updatedAt" = now() WHERE "applicationId" <= 9`);
  expect(await imported(100)).toEqual(before);
  expect(await imported(1_000)).toEqual({ ...before, NewHire: (before.NewHire ?? 0) + 1 });
  expect(await imported(1_000)).toEqual({ ...before, NewHire: (before.NewHire ?? 0) + 1 });
});
