import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blink, testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import { freePort } from "@/lib/embedded-database/database";
import { loadEnv } from "@/lib/platform/env";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { readMetrics } from "@/lib/workflows/operate/figures";
import { serveMetrics } from "@/scripts/portal/metrics-server";

testDatabase();

let sandbox: Sandbox;
let owner: pg.Client;

beforeAll(async () => {
  sandbox = await startGreenhouse();
  process.env.METRICS_TOKEN = "a token of sixteen";
  loadEnv({ mail: true });
  owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  owner.on("error", () => {});
  await owner.connect();
});

afterAll(async () => {
  await owner.end().catch(() => {});
  await sandbox.close();
});

/** The figures as they are now, by their name with labels. */
async function figures(): Promise<Record<string, number>> {
  delete (globalThis as { emptrustFigures?: unknown }).emptrustFigures;
  const lines = (await readMetrics()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

describe("the figures of the database", () => {
  it("are over all organizations, and say of none whose they are", async () => {
    const actors = [await connectedAdmin(connections.v3), await connectedAdmin(connections.v3)];
    for (const actor of actors) await syncOf(actor);
    const organizationId = await makeOrganization();
    await takeIn(organizationId, [draftOf(1), draftOf(2), draftOf(3)]);
    await owner.query(`UPDATE "Invitation" SET "createdAt" = now() - interval '2 hours' WHERE "organizationId" = $1`, [organizationId]);
    await owner.query(`UPDATE "SyncRun" SET "finishedAt" = now() - interval '1 hour' WHERE "organizationId" = $1`, [
      actors[0]?.organizationId,
    ]);

    const said = await figures();
    const queued = await owner.query<{ count: string }>(`SELECT count(*) FROM "Invitation" WHERE "status" = 'queued'`);
    expect(said.emptrust_figures_read).toBe(1);
    expect(said['emptrust_connections{status="connected"}']).toBe(2);
    expect(said['emptrust_invitations{status="queued"}']).toBe(Number(queued.rows[0]?.count));
    expect(said.emptrust_oldest_waiting_invitation_age_seconds).toBeGreaterThanOrEqual(7_200);
    expect(said['emptrust_last_good_sync_age_seconds{quantile="1"}']).toBeGreaterThanOrEqual(3_600);
    expect(said['emptrust_last_good_sync_age_seconds{quantile="0.5"}']).toBeLessThan(3_600);
    expect(said['emptrust_watermark_lag_seconds{quantile="1"}']).toBeGreaterThanOrEqual(0);
    expect(said['emptrust_jobs{queue="deliver-invitation",state="waiting"}']).toBe(Number(queued.rows[0]?.count));
    expect(said['emptrust_oldest_waiting_job_age_seconds{queue="deliver-invitation"}']).toBeGreaterThanOrEqual(0);
    expect(said['emptrust_greenhouse_request_duration_seconds_count{api="v3",outcome="200"}']).toBeGreaterThan(0);
    expect(said['emptrust_sync_runs_total{outcome="succeeded"}']).toBeGreaterThanOrEqual(2);
    expect(said['emptrust_database_pool_size{pool="app"}']).toBeGreaterThan(0);

    const ids = await owner.query<{ id: string; name: string }>(`SELECT "id", "name" FROM "Organization"`);
    for (const { id, name } of ids.rows) {
      expect(await readMetrics()).not.toContain(id);
      expect(await readMetrics()).not.toContain(name);
    }
  });

  it("are read as the application's role, by a role that can read nothing else", async () => {
    await owner.query("SET ROLE emptrust_figures");
    await expect(owner.query('SELECT "sentTo" FROM "Invitation"')).rejects.toMatchObject({ code: "42501" });
    await expect(owner.query('SELECT * FROM "NewHire"')).rejects.toMatchObject({ code: "42501" });
    await expect(owner.query('UPDATE "Invitation" SET "status" = \'sent\'')).rejects.toMatchObject({ code: "42501" });
    await owner.query("RESET ROLE");
    const { rows } = await owner.query<{ public: boolean }>(
      "SELECT has_function_privilege('public', 'installation_figures()', 'EXECUTE') AS public",
    );
    expect(rows).toEqual([{ public: false }]);
  });

  it("are not said while the database is away; those of the process are, and after it all are", async () => {
    const away = blink(3_000);
    let without = await figures();
    while (without.emptrust_figures_read !== 0) without = await figures();
    expect(Object.keys(without).filter((name) => name.startsWith("emptrust_invitations"))).toEqual([]);
    expect(without.process_resident_memory_bytes).toBeGreaterThan(0);
    expect(without.nodejs_eventloop_lag_p99_seconds).toBeGreaterThanOrEqual(0);
    await away;
    while ((await figures()).emptrust_figures_read !== 1);
  });
});

describe("a worker on its own", () => {
  it("answers its figures to the operator's token on METRICS_PORT, and nothing else to anyone", async () => {
    const port = await freePort();
    const close = await serveMetrics(port);
    const ask = (path: string, token: string, method = "GET") =>
      fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    try {
      expect((await ask("/api/metrics", randomUUID())).status).toBe(401);
      expect((await ask("/api/metrics", "a token of sixteen", "POST")).status).toBe(404);
      expect((await ask("/api/new-hires", "a token of sixteen")).status).toBe(404);
      const answer = await ask("/api/metrics", "a token of sixteen");
      expect(answer.headers.get("content-type")).toContain("text/plain");
      expect(await answer.text()).toContain("emptrust_jobs{");
    } finally {
      await close();
    }
  });
});

it("labels no figure by an organization, an address or a path", async () => {
  const names = await metrics().registry.getMetricsAsJSON();
  const labels = new Set(names.flatMap(({ values }) => values.flatMap((value) => Object.keys(value.labels))));
  for (const forbidden of ["organization", "organizationId", "path", "url", "address", "email"]) expect(labels).not.toContain(forbidden);
});
