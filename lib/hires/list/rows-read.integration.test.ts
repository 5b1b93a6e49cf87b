import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { closeStarts } from "@/lib/hires/data";
import { peopleWith } from "@/lib/hires/duplicates/data";
import { identityKeys } from "@/lib/hires/duplicates/standing";
import { listNewHires } from "@/lib/hires/list/list";
import { refreshSearch } from "@/lib/hires/list/refresh-search";
import { lockHires } from "@/lib/hires/lock";
import { inOrganization, type OrganizationId, refreshStatistics, type TenantTx } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

const HIRES = 3_000;
const PENDING = 150;

// Every twentieth lacks the job title and is pending.
const drafts = Array.from({ length: HIRES }, (_, n) =>
  draftOf(n + 1, { ...(n % (HIRES / PENDING) === 0 ? { jobTitle: null } : {}), location: n % 100 === 0 ? "Kraków" : "Lisboa" }),
);
const asked = drafts.slice(1_000, 1_050);

let organizationId: OrganizationId;

beforeAll(async () => {
  loadEnv({ mail: false });
  for (let at = 0; at < 2; at++) {
    organizationId = await makeOrganization();
    await takeIn(organizationId, drafts);
  }
  await refreshStatistics();
  // As autovacuum does: until then, what was written last stands beside the search's index.
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  await owner.query('VACUUM "NewHire"').finally(() => owner.end());
});

/** How many rows of the hires' table a piece of work makes PostgreSQL read, as its own statistics of the transaction say. */
async function rowsReadBy(work: (tx: TenantTx) => Promise<unknown>): Promise<number> {
  return inOrganization(organizationId, async (tx) => {
    const readSoFar = async () => {
      const [row] = await tx.$queryRaw<{ read: number }[]>`
        SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS "read" FROM pg_stat_xact_user_tables WHERE relname = 'NewHire'`;
      return row?.read ?? 0;
    };
    const before = await readSoFar();
    await work(tx);
    return (await readSoFar()) - before;
  });
}

const page = (query: Record<string, string | string[]>) => async (tx: TenantTx) => {
  const list = await listNewHires(tx, organizationId, newHireQuerySchema.parse(query));
  expect(list.items.length).toBeGreaterThan(0);
};

it.each<[string, number, (tx: TenantTx) => Promise<unknown>]>([
  [
    "fifty people are compared with all the others",
    200,
    (tx) =>
      peopleWith(
        tx,
        asked.flatMap(({ candidateId, values }) => identityKeys({ candidateId, personalEmail: values.personalEmail })),
      ),
  ],
  [
    "fifty hires are locked for a sync, with those who may be the same person",
    250,
    (tx) => lockHires(tx, organizationId, { applications: asked.map((draft) => ({ applicationId: draft.applicationId, draft })) }),
  ],
  ["the first page of the list is read", 200, page({ status: "pending" })],
  ["the list is read from the other end", 200, page({ status: "invited", sort: "-name" })],
  ["the thirty hires of one location are searched for", 250, page({ search: "krakow" })],
  [
    "hires of two locations with one of two things missing are filtered",
    PENDING * 4,
    page({ location: ["Kraków", "Lisboa"], missing: ["jobTitle", "startDate"], status: "pending" }),
  ],
  [
    "search texts of an earlier release are looked for, of which there are none",
    0,
    async (tx) => expect(await refreshSearch(tx, organizationId, 100)).toBe(0),
  ],
  ["the list of everybody is read", 800, page({ sort: "updatedAt" })],
  [
    "the pending ones who start soon are looked for",
    PENDING + 50,
    (tx) => closeStarts(tx, { from: "2026-01-01", until: "2026-01-08", limit: 200 }),
  ],
])("when %s, at most %i of 3,000 hires are read, since row-level security lets the index be used", async (_, limit, work) => {
  // A plan that is kept is made at the sixth time.
  for (let round = 0; round < 7; round++) expect(await rowsReadBy(work)).toBeLessThanOrEqual(limit);
});
