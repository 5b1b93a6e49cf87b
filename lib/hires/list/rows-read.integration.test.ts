import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { peopleWith } from "@/lib/hires/duplicates/data";
import { identityKeys } from "@/lib/hires/duplicates/standing";
import { closeStarts, dueHires, openHiresAfter, overdueHires } from "@/lib/hires/list/due";
import { listNewHires } from "@/lib/hires/list/list";
import { refreshSearch } from "@/lib/hires/list/refresh-search";
import { lockHires } from "@/lib/hires/lock";
import { hiresDue } from "@/lib/hires/record/retention";
import { remindable } from "@/lib/invitations/data";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
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
  // As autovacuum does: until then, what was written last stands beside the search's index.
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  // The state of a long-used portal, in which nearly nobody is due: who was invited had both reminders, or waits for another day.
  await owner.query(
    `UPDATE "Invitation" SET "status" = 'sent', "sentAt" = now() - interval '30 days', "reminders" = 2, "trigger" = 'reminder'`,
  );
  await owner.query(`UPDATE "NewHire" SET "status" = 'on_hold', "sendOn" = '2098-12-24' WHERE "applicationId" % 10 IN (3, 4, 5)`);
  await owner.query(`UPDATE "NewHire" SET "status" = 'started' WHERE "applicationId" % 10 = 6`);
  await owner.query("ANALYZE");
  await owner.query('VACUUM "NewHire", "Invitation"').finally(() => owner.end());
});

/** How many rows of these tables a piece of work makes PostgreSQL read, as its own statistics of the transaction say. */
async function rowsReadBy(work: (tx: TenantTx) => Promise<unknown>, tables = ["NewHire"]): Promise<number> {
  return inOrganization(organizationId, async (tx) => {
    const readSoFar = async () => {
      const [row] = await tx.$queryRaw<{ read: number }[]>`
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS "read"
        FROM pg_stat_xact_user_tables WHERE relname = ANY(${tables}::text[])`;
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
])("when %s, at most %i of 3,000 hires are read, since row-level security lets the index be used", async (_, limit, work) => {
  // A plan that is kept is made at the sixth time.
  for (let round = 0; round < 7; round++) expect(await rowsReadBy(work)).toBeLessThanOrEqual(limit);
});

const noneDue = async (found: Promise<readonly unknown[]>) => expect(await found).toEqual([]);
const now = new Date("2098-12-01T12:00:00Z");

it.each<[string, (tx: TenantTx) => Promise<unknown>]>([
  ["a reminder", (tx) => noneDue(remindable(tx, organizationId, { sentBefore: now, most: 2 }, 200))],
  ["a scheduled invitation", (tx) => noneDue(dueHires(tx, organizationId, "2098-12-01", 20))],
  ["a flag for a close start", (tx) => noneDue(closeStarts(tx, organizationId, { from: "2026-01-01", until: "2026-01-08", limit: 200 }))],
  ["a withdrawal", (tx) => noneDue(overdueHires(tx, now, 200))],
  ["erasure", (tx) => noneDue(hiresDue(tx, { withdrawnDays: 30, startedDays: 365 * 300 }, now, 100))],
])("when nobody is due for %s, at most 200 of 3,000 hires and their invitations are read", async (_, work) => {
  for (let round = 0; round < 7; round++) expect(await rowsReadBy(work, ["NewHire", "Invitation"])).toBeLessThanOrEqual(200);
});

it("when open hires are decided again, only open ones are read", async () => {
  for (let round = 0; round < 7; round++)
    expect(await rowsReadBy((tx) => openHiresAfter(tx, organizationId, null, 200))).toBeLessThanOrEqual(200);
});
