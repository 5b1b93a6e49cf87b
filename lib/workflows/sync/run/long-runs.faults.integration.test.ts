import pg from "pg";
import { expect, it } from "vitest";
import { Workers } from "@/e2e/faults/workers";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, runOf, startGreenhouse } from "@/e2e/fixtures/greenhouse";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import { inOrganization } from "@/lib/platform/db";

testDatabase();

const HIRES = 90;

it("a long run that was left in the background is finished by another worker when its process dies", async () => {
  // Enough people for a second window of the rate limit, so that the run is long.
  const sandbox = await startGreenhouse({ world: bulkSeed(HIRES, Date.now()), rateLimit: { limit: 50, windowSeconds: 10 } });
  const superuser = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await superuser.connect();
  const workers = await Workers.ready();
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  try {
    const actor = await connectedAdmin({ ...connections.v1, inviteFrom: "2099-01-01" });
    const { id: runId } = await inOrganization(actor.organizationId, (tx) => tx.syncRun.findFirstOrThrow());
    const jobs = async () =>
      (
        await superuser.query<{ state: string }>(
          `SELECT state FROM pgboss.job WHERE name = 'sync-organization' AND data ->> 'runId' = $1 ORDER BY created_on`,
          [runId],
        )
      ).rows.map(({ state }) => state);
    const first = await workers.take();
    first.work(environment);
    // It has begun, its own job is done, and another one waits in case its process dies.
    await expect.poll(jobs, { timeout: 60_000 }).toEqual(["completed", "created"]);
    await expect.poll(async () => (await runOf(actor, runId)).status, { timeout: 60_000 }).toBe("running");
    first.kill();
    await first.ended;
    // The lease is over, and with it the wait of the job.
    await superuser.query(`UPDATE "SyncRun" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = $1`, [runId]);
    await superuser.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'sync-organization' AND state = 'created'`);
    const second = await workers.take();
    second.work(environment);
    await expect.poll(async () => (await runOf(actor, runId)).status, { timeout: 90_000 }).toBe("succeeded");
    second.kill();
    await second.ended;
    expect(await inOrganization(actor.organizationId, (tx) => tx.newHire.count())).toBe(HIRES);
  } finally {
    await workers.close();
    await superuser.end();
    await sandbox.close();
  }
});
