import { randomUUID } from "node:crypto";
import pg from "pg";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { bulkSeed } from "@/e2e/sandbox/seed";
import { demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import type { Actor } from "@/lib/auth/actor";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { findSyncRun } from "@/lib/sync-runs/data";
import type { SyncRun } from "@/lib/sync-runs/schema";
import { connectGreenhouse, syncNow } from "@/lib/workflows/connect-greenhouse";
import { syncHiredCandidates } from "@/lib/workflows/sync-hired-candidates";

const PAGE_SIZE = 500;
// What Harvest v1 documents, and a limit that nobody meets.
const documentedLimit = { limit: 50, windowSeconds: 10 };
const noLimit = { limit: 1_000_000, windowSeconds: 10 };

export interface Row {
  name: string;
  [figure: string]: string | number;
}

interface Measured {
  run: SyncRun;
  seconds: number;
  peakMegabytes: number;
  sandbox: Sandbox;
}

/**
 * Requests that a first import uses, at the rate limit that Harvest v1 documents, over the least its API allows: a page of
 * offers for each 500, and one request for each candidate.
 */
export async function importCalls(hires: number): Promise<Row> {
  const { run, seconds, sandbox } = await firstImport(hires, documentedLimit);
  const key = sandbox.keys.find(demoKeys.good);
  await sandbox.close();
  const minimum = Math.ceil(hires / PAGE_SIZE) + hires;
  return {
    name: "import-calls",
    hires,
    requests: run.requests,
    minimum,
    ratio: round(run.requests / minimum),
    answered429: key?.refusedByRateLimit ?? 0,
    seconds: round(seconds),
    secondsTheLimitAllows: round((Math.ceil(minimum / documentedLimit.limit) - 1) * documentedLimit.windowSeconds),
  };
}

/** A first import without a rate limit, beside a bare loop that fetches each candidate and inserts one row. */
export async function importThroughput(hires: number): Promise<Row> {
  const { run, seconds, peakMegabytes, sandbox } = await firstImport(hires, noLimit);
  const baseline = await bareLoop(sandbox);
  await sandbox.close();
  return {
    name: "import-throughput",
    hires,
    added: run.counts.added,
    seconds: round(seconds),
    baselineSeconds: round(baseline),
    ratio: round(seconds / baseline),
    peakMegabytesAboveStart: Math.round(peakMegabytes),
  };
}

async function firstImport(hires: number, rateLimit: { limit: number; windowSeconds: number }): Promise<Measured> {
  const sandbox = await startSandbox({ port: 0, world: bulkSeed(hires), rateLimit });
  process.env.HARVEST_V1_URL = `${sandbox.url}/v1`;
  loadEnv({ mail: false });
  const actor: Actor = actorOf(await makeOrganization(), "admin");
  await connectGreenhouse(actor, { apiVersion: "v1", apiKey: demoKeys.good, inviteFrom: "2020-01-01" });
  // What connecting used is not the import's, and its window is over before the import begins.
  await new Promise((resolve) => setTimeout(resolve, rateLimit === documentedLimit ? rateLimit.windowSeconds * 1000 : 0));
  sandbox.keys.resetStatistics();
  const runId = await syncNow(actor);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const started = performance.now();
  await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  const run = await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, runId));
  if (run?.status !== "succeeded") throw new Error(`the import did not succeed: ${run?.error?.code}`);
  return { run, seconds, peakMegabytes: (peak - before) / 1024 / 1024, sandbox };
}

async function bareLoop(sandbox: Sandbox): Promise<number> {
  const headers = { authorization: `Basic ${Buffer.from(`${demoKeys.good}:`).toString("base64")}` };
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const table = `bare_${randomUUID().replaceAll("-", "")}`;
  await client.query(`CREATE TABLE ${table} (id bigint PRIMARY KEY, body jsonb)`);
  const started = performance.now();
  let next: string | undefined = `${sandbox.url}/v1/offers?per_page=${PAGE_SIZE}&skip_count=true`;
  while (next) {
    const page: Response = await fetch(next, { headers });
    for (const { candidate_id: id } of (await page.json()) as { candidate_id: number }[]) {
      const candidate = await (await fetch(`${sandbox.url}/v1/candidates/${id}`, { headers })).text();
      await client.query(`INSERT INTO ${table} VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body`, [id, candidate]);
    }
    next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
  }
  const seconds = (performance.now() - started) / 1000;
  await client.query(`DROP TABLE ${table}`);
  await client.end();
  return seconds;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
