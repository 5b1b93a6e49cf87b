import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { statementsDuring } from "@/e2e/fixtures/stack/statements";
import type { Sandbox } from "@/e2e/sandbox/server";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import type { Actor } from "@/lib/auth/actor";
import { scheduleSync } from "@/lib/connections/mutations";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/calendar";
import { databaseTime, inOrganization } from "@/lib/platform/db";
import { startRun } from "@/lib/sync-runs/mutations";
import { runHireEmailClock } from "@/lib/workflows/hr-emails/hire-email-clock";
import { runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { runAuditClock } from "@/lib/workflows/operate/audit-clock";
import { foldAllSums } from "@/lib/workflows/operate/maintain";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";
import { runRetentionClock } from "@/lib/workflows/operate/retention-clock";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

let sandbox: Sandbox;
let superuser: pg.Client;

beforeAll(async () => {
  // Nobody changed in the minutes that a sync lists again.
  sandbox = await startGreenhouse({ world: bulkSeed(5, Date.now() - DAY_MS) });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await sandbox.close();
});

const integrationOf = async ({ organizationId }: Actor) =>
  inOrganization(organizationId, (tx) => tx.partnerIntegration.findFirstOrThrow({ select: { id: true } })).then(({ id }) => id);

/** Makes an organization due since a minute. */
async function makeDueNow(actor: Actor): Promise<string> {
  const integrationId = await integrationOf(actor);
  await inOrganization(actor.organizationId, (tx, now) =>
    scheduleSync(tx, actor.organizationId, integrationId, new Date(now.getTime() - MINUTE_MS)),
  );
  return integrationId;
}

const runsOf = ({ organizationId }: Actor) =>
  inOrganization(organizationId, (tx) => tx.syncRun.findMany({ orderBy: { createdAt: "asc" } }));
const jobsOf = async (runId: string) =>
  (await superuser.query(`SELECT 1 FROM pgboss.job WHERE name = 'sync-organization' AND data ->> 'runId' = $1`, [runId])).rowCount;

/** Ends what connecting began, so that a test knows every run. */
const endRuns = ({ organizationId }: Actor) =>
  inOrganization(organizationId, (tx, now) => tx.syncRun.updateMany({ data: { status: "succeeded", finishedAt: now } }));

describe("organizations that are due", () => {
  it("are started once each by any number of workers, with a job, and are due again after their own interval", async () => {
    const actors = await Promise.all(Array.from({ length: 4 }, () => connectedAdmin(connections.v1)));
    for (const actor of actors) {
      await endRuns(actor);
      await makeDueNow(actor);
    }
    const [hourly, unreadable] = actors;
    if (!hourly || !unreadable) throw new Error("no organization");
    const decide = ({ organizationId }: Actor, intervalMinutes: number | string) =>
      inOrganization(organizationId, (tx) =>
        tx.organizationSetting.create({ data: { organizationId, name: "sync", value: { intervalMinutes }, updatedBy: "Maren" } }),
      );
    await decide(hourly, 60);
    // It must not keep the others from being started.
    await decide(unreadable, "often");
    const now = await databaseTime();
    const started = await Promise.all([startDueSyncs(now), startDueSyncs(now), startDueSyncs(now)]);
    expect(started.reduce((sum, one) => sum + one)).toBe(4);
    for (const actor of actors) {
      const [, run, ...others] = await runsOf(actor);
      expect(run).toMatchObject({ trigger: "schedule", status: "queued" });
      expect(others).toEqual([]);
      expect(await jobsOf(run?.id ?? "")).toBe(1);
    }
    const next = await inOrganization(hourly.organizationId, (tx) => tx.syncSchedule.findFirstOrThrow());
    expect(next.nextRunAt).toEqual(new Date(now.getTime() + 60 * MINUTE_MS));
  });

  it("are not started, and not due again, while their connection needs attention", async () => {
    const actor = await connectedAdmin(connections.v1);
    await endRuns(actor);
    await makeDueNow(actor);
    await inOrganization(actor.organizationId, (tx) => tx.partnerIntegration.updateMany({ data: { status: "needs_attention" } }));
    expect(await startDueSyncs(await databaseTime())).toBe(0);
    expect(await runsOf(actor)).toHaveLength(1);
    expect((await inOrganization(actor.organizationId, (tx) => tx.syncSchedule.findFirstOrThrow())).nextRunAt).toBeNull();
  });

  it("have a run enqueued again whose worker died, and a preview cancelled", async () => {
    const [dead, previewing] = [await connectedAdmin(connections.v1), await connectedAdmin(connections.v1)];
    const now = await databaseTime();
    await inOrganization(dead.organizationId, (tx) =>
      tx.syncRun.updateMany({ data: { status: "running", leaseUntil: new Date(now.getTime() - MINUTE_MS) } }),
    );
    await makeDueNow(dead);
    await endRuns(previewing);
    const integrationId = await makeDueNow(previewing);
    await inOrganization(previewing.organizationId, (tx) =>
      startRun(tx, previewing.organizationId, { integrationId, trigger: "preview", now }),
    );
    await startDueSyncs(now);
    const [run] = await runsOf(dead);
    expect(await jobsOf(run?.id ?? "")).toBe(2);
    expect((await runsOf(previewing)).map(({ trigger, status }) => `${trigger} ${status}`)).toEqual([
      "connect succeeded",
      "preview failed",
      "schedule queued",
    ]);
  });
});

describe("an organization with nothing to do", () => {
  const now = () => databaseTime();
  const clocks = {
    notices: async () => runNoticeClock(await now()),
    invitations: async () => runInvitationClock(await now()),
    "hire emails": async () => runHireEmailClock(await now()),
    "audit logs": () => runAuditClock(new AbortController().signal),
    "the dashboard's sums": foldAllSums,
    retention: () => runRetentionClock(new AbortController().signal),
    schedule: async () => startDueSyncs(await now()),
  };

  it.each(Object.entries(clocks))("costs the clock of %s no statement", async (_, clock) => {
    // What others left is done first.
    await clock();
    const before = (await statementsDuring(clock)).length;
    for (let made = 0; made < 20; made++) await makeOrganization();
    expect((await statementsDuring(clock)).length).toBe(before);
  });

  it("is synced with eight statements in two transactions", async () => {
    const actor = await connectedAdmin(connections.v3);
    await syncOf(actor);
    await makeDueNow(actor);
    await startDueSyncs(await databaseTime());
    const run = (await runsOf(actor)).at(-1);
    const statements = await statementsDuring(() => syncHiredCandidates(actor.organizationId, run?.id ?? "", new AbortController().signal));
    const control = statements.filter((text) => /^(BEGIN|COMMIT)/i.test(text));
    expect((await runsOf(actor)).at(-1)).toMatchObject({ status: "succeeded", requests: 2 });
    expect(control).toHaveLength(4);
    expect(statements.length - control.length).toBeLessThanOrEqual(8);
  });
});
