import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { round } from "@/bench/figures";
import { Greenhouse, type GreenhouseOrder } from "@/bench/greenhouse";
import type { Row } from "@/bench/results";
import { connections, pointAt, type Version } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import { jobNames } from "@/e2e/sandbox/world/names";
import type { Actor } from "@/lib/auth/actor";
import { inOrganization } from "@/lib/platform/db";
import { findSyncRun } from "@/lib/sync-runs/data";
import type { SyncRun } from "@/lib/sync-runs/schema";
import { connectGreenhouse, syncNow } from "@/lib/workflows/connect/connect-greenhouse";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

const PAGE_SIZE = 500;
const IDS = 50;
const noLimit = { limit: 1_000_000, windowSeconds: 10 };

// What Harvest v1 documents, and what was recorded of v3 (150 requests in 30 seconds).
const documented: Record<Version, { limit: number; windowSeconds: number }> = {
  v1: { limit: 50, windowSeconds: 10 },
  v3: { limit: 150, windowSeconds: 30 },
};
const credentialName: Record<Version, string> = { v1: demoKeys.good, v3: demoClients.good.id };

interface Measured {
  actor: Actor;
  run: SyncRun;
  seconds: number;
  peakMegabytes: number;
  greenhouse: Greenhouse;
}

/**
 * The least requests that an import of complete hires takes. v1: a page of offers for each 500, and one request for each
 * candidate. v3: the same pages, as many of hired applications, candidates fifty at a time, and once the few jobs with their
 * departments, offices, managers and the managers' names.
 */
function leastRequests(version: Version, hires: number): number {
  const pages = Math.ceil(hires / PAGE_SIZE);
  if (version === "v1") return pages + hires;
  return 2 * pages + Math.ceil(hires / IDS) + Math.ceil(jobNames.length / IDS) + 4;
}

/** Requests that a first import uses at the documented rate limit, over the least its API allows. */
export async function importCalls(version: Version, hires: number): Promise<Row> {
  const limit = documented[version];
  const { run, seconds, greenhouse, actor } = await firstImport(version, { hires, limits: { rateLimit: limit, rateLimitV3: limit } });
  const answered429 = await greenhouse.refusals(credentialName[version]);
  const idle = await syncOnce(actor);
  await greenhouse.close();
  const minimum = leastRequests(version, hires);
  return {
    name: `import-calls ${version}`,
    hires,
    requests: run.requests,
    minimum,
    ratio: round(run.requests / minimum, 3),
    answered429,
    seconds: round(seconds, 3),
    secondsTheLimitAllows: round((Math.ceil(minimum / limit.limit) - 1) * limit.windowSeconds),
    /** A sync right after it, with nothing new. */
    requestsWithoutNews: idle.requests,
  };
}

/** A first import without a rate limit, beside a bare loop that fetches each candidate and inserts one row. */
export async function importThroughput(version: Version, hires: number): Promise<Row> {
  const measured = await firstImport(version, { hires, limits: { rateLimit: noLimit, rateLimitV3: noLimit } });
  const { run, seconds, peakMegabytes, greenhouse } = measured;
  const baseline = await bareLoop(greenhouse);
  await greenhouse.close();
  return {
    name: `import-throughput ${version}`,
    hires,
    added: run.counts.added,
    seconds: round(seconds, 3),
    baselineSeconds: round(baseline, 3),
    ratio: round(seconds / baseline, 3),
    peakMegabytesAboveStart: Math.round(peakMegabytes),
  };
}

async function firstImport(version: Version, order: GreenhouseOrder): Promise<Measured> {
  const greenhouse = await Greenhouse.start(order);
  pointAt(greenhouse.url);
  const actor = actorOf(await makeOrganization(), "admin");
  await connectGreenhouse(actor, { ...connections[version], inviteFrom: "2020-01-01" });
  // What connecting used is not the import's, and its window is over before the import begins.
  const { rateLimit = noLimit } = order.limits;
  await sleep(rateLimit === noLimit ? 0 : rateLimit.windowSeconds * 1000);
  await greenhouse.resetStatistics();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const started = performance.now();
  const run = await syncOnce(actor);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  return { actor, run, seconds, peakMegabytes: (peak - before) / 1024 / 1024, greenhouse };
}

async function syncOnce(actor: Actor): Promise<SyncRun> {
  const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
  await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
  const run = await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, runId));
  if (run?.status !== "succeeded") throw new Error(`the sync did not succeed: ${run?.error?.code}`);
  return run;
}

async function bareLoop({ url }: Greenhouse): Promise<number> {
  const headers = { authorization: `Basic ${Buffer.from(`${demoKeys.good}:`).toString("base64")}` };
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  const table = `bare_${randomUUID().replaceAll("-", "")}`;
  await client.query(`CREATE TABLE ${table} (id bigint PRIMARY KEY, body jsonb)`);
  const started = performance.now();
  let next: string | undefined = `${url}/v1/offers?per_page=${PAGE_SIZE}&skip_count=true`;
  while (next) {
    const page: Response = await fetch(next, { headers });
    for (const { candidate_id: id } of (await page.json()) as { candidate_id: number }[]) {
      const candidate = await (await fetch(`${url}/v1/candidates/${id}`, { headers })).text();
      await client.query(`INSERT INTO ${table} VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body`, [id, candidate]);
    }
    next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
  }
  const seconds = (performance.now() - started) / 1000;
  await client.query(`DROP TABLE ${table}`);
  await client.end();
  return seconds;
}
