import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import { verifyAuditChain } from "@/lib/audit/chain";
import type { Actor } from "@/lib/auth/actor";
import { retentionEffect } from "@/lib/hires/record/retention";
import { recordHireEvents } from "@/lib/hires/timeline/mutations";
import { inOrganization } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import type { Retention } from "@/lib/settings/schema";
import { changeSetting } from "@/lib/workflows/operate/change-setting";
import { runRetentionClock } from "@/lib/workflows/operate/retention-clock";

testDatabase();

let actor: Actor;
let sandbox: Sandbox | undefined;

afterAll(() => sandbox?.close());
beforeEach(async () => {
  actor = actorOf(await makeOrganization(), "admin");
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const run = () => runRetentionClock(new AbortController().signal);
const kept = async () => (await inOwn((tx) => tx.newHire.findMany({ select: { id: true } }))).map(({ id }) => id).sort();

async function decide(retention: Partial<Retention>, version = 0): Promise<void> {
  const value = { withdrawnDays: null, startedDays: null, ...retention };
  await inOwn((tx, now) => changeSetting(tx, actor, "retention", { version, value }, now));
}

async function onServer<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Has a hire have its status since some days ago. */
async function age(id: HireId, days: number): Promise<void> {
  await inOwn(
    (tx) => tx.$executeRaw`UPDATE "NewHire" SET "statusSince" = now() - make_interval(days => ${days}::int) WHERE "id" = ${id}::uuid`,
  );
}

/** Has hires start, as their button does. */
async function start(...ids: HireId[]): Promise<void> {
  await inOwn((tx) => tx.newHire.updateMany({ where: { id: { in: ids } }, data: { status: "started" } }));
}

/** Returns the tables that have a text somewhere, the queue's among them. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await onServer<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await onServer(`SELECT FROM ${name} AS t WHERE to_jsonb(t)::text ILIKE $1 LIMIT 1`, [`%${text}%`]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe("since when a hire has its status", () => {
  const since = async (id: HireId) => (await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }))).statusSince;

  it("is the moment of the change, whatever else is changed later", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await age(id, 40);
    const before = await since(id);
    await takeIn(actor.organizationId, [draftOf(1, { jobTitle: "Engineer" })]);
    expect(await since(id)).toEqual(before);
    await inOwn((tx, now) => withdrawHires(tx, actor.organizationId, [1], now));
    expect(Date.now() - Number(await since(id))).toBeLessThan(3_600_000);
  });

  it("of a row from before it was kept is its last change, and stays that when it changes again", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await onServer(`ALTER TABLE "NewHire" DISABLE TRIGGER status_since_updated`);
    await onServer(`UPDATE "NewHire" SET "statusSince" = NULL, "updatedAt" = now() - interval '50 days' WHERE "id" = $1`, [id]);
    await onServer(`ALTER TABLE "NewHire" ENABLE TRIGGER status_since_updated`);
    await takeIn(actor.organizationId, [draftOf(1, { jobTitle: "Engineer" })]);
    expect(Math.round((Date.now() - Number(await since(id))) / 86_400_000)).toBe(50);
  });
});

describe("an organization's limits", () => {
  it("erase who is no longer hired and who started when their days are over, nobody else, and nobody twice", async () => {
    const drafts = [draftOf(1), draftOf(2), draftOf(3), draftOf(4), draftOf(5), draftOf(6)] as const;
    const [gone, goneLately, started, startedLately, invited, pending] = await takeIn(actor.organizationId, drafts);
    await inOwn((tx, now) => withdrawHires(tx, actor.organizationId, [1, 2], now));
    await start(started, startedLately);
    await inOwn((tx) => tx.newHire.updateMany({ where: { id: pending }, data: { status: "pending" } }));
    for (const id of [gone, invited, pending]) await age(id, 400);
    await age(goneLately, 29);
    await age(started, 91);
    await age(startedLately, 89);
    await decide({ withdrawnDays: 30, startedDays: 90 });
    expect(await run()).toBe(2);
    expect(await kept()).toEqual([goneLately, startedLately, invited, pending].sort());
    const entries = await inOwn((tx) => tx.auditEntry.findMany({ where: { action: "new_hire.erased" } }));
    expect(entries.map(({ subject, actor, actorId }) => ({ subject, actor, actorId }))).toEqual(
      expect.arrayContaining([gone, started].map((id) => ({ subject: `new_hire:${id}`, actor: "EMPTrust", actorId: null }))),
    );
    expect(entries).toHaveLength(2);
    expect(await run()).toBe(0);
  });

  it("are none until an admin sets them, and none again when they are taken away", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await start(id);
    await age(id, 5000);
    expect(await run()).toBe(0);
    await decide({ startedDays: 1 });
    await decide({ startedDays: null }, 1);
    expect(await run()).toBe(0);
    await decide({ withdrawnDays: 1 }, 2);
    expect(await run()).toBe(0);
    expect(await kept()).toEqual([id]);
  });

  it("hold for their organization alone", async () => {
    const theirs = await makeOrganization();
    const [id] = await takeIn(theirs, [draftOf(1)]);
    await inOrganization(theirs, (tx) => tx.newHire.updateMany({ data: { status: "started", statusSince: new Date(0) } }));
    await decide({ startedDays: 1 });
    expect(await run()).toBe(0);
    expect((await inOrganization(theirs, (tx) => tx.newHire.findMany())).map((hire) => hire.id)).toEqual([id]);
  });

  it("spare a hire who is hired again while the clock runs", async () => {
    const [first, second] = await takeIn(actor.organizationId, [draftOf(1), draftOf(2)]);
    await inOwn((tx, now) => withdrawHires(tx, actor.organizationId, [1, 2], now));
    for (const id of [first, second]) await age(id, 60);
    await decide({ withdrawnDays: 30 });
    const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
    await client.connect();
    try {
      // Both are found; the second is hired again while the clock waits for the first.
      await client.query("BEGIN");
      await client.query(`UPDATE "NewHire" SET "status" = 'pending' WHERE "id" = $1`, [second]);
      const running = run();
      while ((await kept()).includes(first)) await new Promise((resolve) => setImmediate(resolve));
      await client.query("COMMIT");
      expect(await running).toBe(1);
    } finally {
      await client.end();
    }
    expect(await kept()).toEqual([second]);
  });

  it("erase each hire once when two workers run at the same time", async () => {
    const ids = await takeIn(actor.organizationId, [draftOf(1), draftOf(2), draftOf(3), draftOf(4)]);
    await start(...ids);
    for (const id of ids) await age(id, 10);
    await decide({ startedDays: 5 });
    const [one, other] = await Promise.all([run(), run()]);
    expect(one + other).toBe(4);
    expect(await inOwn((tx) => tx.auditEntry.count({ where: { action: "new_hire.erased" } }))).toBe(4);
  });

  it("stop with the worker, and go on the next time", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await start(id);
    await age(id, 10);
    await decide({ startedDays: 5 });
    expect(await runRetentionClock(AbortSignal.abort())).toBe(0);
    expect(await run()).toBe(1);
  });

  it("say before they are saved how many they would erase", async () => {
    const [gone, started] = await takeIn(actor.organizationId, [draftOf(1), draftOf(2), draftOf(3)]);
    await inOwn((tx, now) => withdrawHires(tx, actor.organizationId, [1], now));
    await start(started);
    for (const id of [gone, started]) await age(id, 20);
    const effect = (retention: Retention) => inOwn((tx, now) => retentionEffect(tx, retention, now));
    expect(await effect({ withdrawnDays: 20, startedDays: 19 })).toEqual({ withdrawn: 1, started: 1 });
    expect(await effect({ withdrawnDays: 21, startedDays: null })).toEqual({ withdrawn: 0, started: 0 });
    expect(await effect({ withdrawnDays: null, startedDays: 1 })).toEqual({ withdrawn: 0, started: 1 });
  });
});

it("a person whose time is over is in no table afterwards, the audit log's chain is whole, and no sync brings them back", async () => {
  const canary = "Quillfeather";
  sandbox = await startGreenhouse();
  actor = await connectedAdmin({ ...connections.v3, inviteFrom: "2000-01-01" });
  hireCandidate(sandbox.world, Date.now(), {
    firstName: "Ida",
    lastName: canary,
    complete: true,
    personalEmail: `${canary.toLowerCase()}@mail.test`,
  });
  await syncOf(actor);
  const { id } = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { lastName: canary } }));
  const note = { newHireId: id as HireId, at: new Date(), kind: "note" as const, detail: `Call me ${canary}.` };
  await inOwn((tx) => recordHireEvents(tx, actor.organizationId, [note]));
  await start(id as HireId);
  await age(id as HireId, 100);
  expect((await tablesWith(canary)).length).toBeGreaterThan(2);
  await decide({ startedDays: 99 });
  expect(await run()).toBe(1);
  expect(await tablesWith(canary)).toEqual([]);
  expect(await inOwn(verifyAuditChain)).toMatchObject({ broken: null });
  await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { offersWatermark: null, comparedAt: null } }));
  expect((await syncOf(actor)).counts.added).toBe(0);
  expect(await tablesWith(canary)).toEqual([]);
});
