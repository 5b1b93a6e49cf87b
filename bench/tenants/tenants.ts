import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { round, timing } from "@/bench/figures";
import { Process, type WorkerReport } from "@/bench/process";
import type { Row } from "@/bench/results";
import { addIdleOrganizations, makeDue } from "@/bench/tenants/organizations";
import { pointAt } from "@/e2e/fixtures/greenhouse";
import { databaseTime } from "@/lib/platform/db";
import { runHireEmailClock } from "@/lib/workflows/hr-emails/hire-email-clock";
import { runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { runAuditClock } from "@/lib/workflows/operate/audit-clock";
import { maintain } from "@/lib/workflows/operate/maintain";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";
import { runRetentionClock } from "@/lib/workflows/operate/retention-clock";

const ORGANIZATIONS = 2_000;
const INTERVAL_SECONDS = 300;
const LATENCY_MS = 100;
/** As many as the worker has places for short syncs. */
const CONCURRENCY = 32;
/** The shares of the syncs between which the pace is taken: after the first compiled the code, before the last leave places empty. */
const [STEADY_FROM, STEADY_TO] = [0.2, 0.95];

/**
 * How many organizations with nothing new one worker on one core keeps synced every 300 s, and two workers on a core each: by the pace of
 * syncs while all are due. Beside it the same requests in a bare loop on the same core, and what the clocks take of a minute.
 */
export async function tenants(): Promise<Row[]> {
  const greenhouse = new Process("idle-greenhouse-process.ts");
  pointAt(await greenhouse.ask<string>({ latencyMs: LATENCY_MS }));
  process.env.SYNC_INTERVAL_SECONDS = String(INTERVAL_SECONDS);
  const database = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await database.connect();
  try {
    await addIdleOrganizations(database, ORGANIZATIONS);
    const one = await pace(database, [0]);
    const two = await pace(database, [0, 1]);
    const bare = await bareLoop(new URL(process.env.HARVEST_V3_URL ?? "").origin);
    return [
      {
        name: "tenants",
        organizations: ORGANIZATIONS,
        keptByOneWorker: Math.round(one.perSecond * INTERVAL_SECONDS),
        keptByTwoWorkers: Math.round(two.perSecond * INTERVAL_SECONDS),
        twoOverOne: round(two.perSecond / one.perSecond),
        syncsPerSecond: round(one.perSecond),
        cpuMsPerSync: round(one.cpuMs),
        statementsPerSync: round(one.statements, 1),
        baselineKept: Math.round(bare.perSecond * INTERVAL_SECONDS),
        baselineCpuMsPerSync: round(bare.cpuMs),
      },
      { name: "tenants clocks", organizations: ORGANIZATIONS, ...(await clocks()) },
    ];
  } finally {
    await database.end();
    await greenhouse.end();
  }
}

interface Pace {
  perSecond: number;
  /** Processor time and statements for each sync, with everything else that the workers did in that time. */
  cpuMs: number;
  statements: number;
}

async function pace(database: pg.Client, cores: readonly number[]): Promise<Pace> {
  await makeDue(database);
  const workers = cores.map((core) => new Process("worker-process.ts", core));
  const report = async (asked: string): Promise<WorkerReport> => {
    const all = await Promise.all(workers.map((worker) => worker.ask<WorkerReport>(asked)));
    return {
      statements: all.reduce((sum, { statements }) => sum + statements, 0),
      cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    };
  };
  await report("start");
  const from = await reached(database, STEADY_FROM);
  const before = await report("report");
  const to = await reached(database, STEADY_TO);
  const after = await report("report");
  await report("stop");
  for (const worker of workers) await worker.end();
  const syncs = to.done - from.done;
  return {
    perSecond: syncs / ((to.at - from.at) / 1000),
    cpuMs: ((after.cpuSeconds - before.cpuSeconds) * 1000) / syncs,
    statements: (after.statements - before.statements) / syncs,
  };
}

/** Waits until this share of the organizations is synced; returns how many are by now, and when that was. */
async function reached(database: pg.Client, share: number): Promise<{ done: number; at: number }> {
  for (;;) {
    const { rows } = await database.query(
      `SELECT count(*) FILTER (WHERE "status" = 'succeeded')::int AS done, count(*) FILTER (WHERE "status" = 'failed')::int AS failed FROM "SyncRun"`,
    );
    const { done, failed } = rows[0];
    if (failed > 0) throw new Error(`${failed} syncs failed`);
    if (done >= share * ORGANIZATIONS) return { done, at: performance.now() };
    await sleep(100);
  }
}

async function bareLoop(url: string): Promise<Omit<Pace, "statements">> {
  const loop = new Process("fetch-process.ts", 0);
  const { result, seconds } = await timing(() => loop.ask<WorkerReport>({ url, syncs: ORGANIZATIONS, concurrency: CONCURRENCY }));
  await loop.end();
  return { perSecond: ORGANIZATIONS / seconds, cpuMs: (result.cpuSeconds * 1000) / ORGANIZATIONS };
}

/** The seconds that each clock takes for organizations with nothing to do, and what all of them take of a minute. */
async function clocks(): Promise<Omit<Row, "name">> {
  const signal = new AbortController().signal;
  const works: Record<string, { perMinute: number; run: () => Promise<unknown> }> = {
    notices: { perMinute: 1, run: async () => runNoticeClock(await databaseTime()) },
    hireEmails: { perMinute: 1, run: async () => runHireEmailClock(await databaseTime()) },
    audit: { perMinute: 1, run: () => runAuditClock(signal) },
    invitations: { perMinute: 1 / 5, run: async () => runInvitationClock(await databaseTime()) },
    maintenance: { perMinute: 1 / 60, run: async () => maintain(await databaseTime()) },
    retention: { perMinute: 1 / 60, run: () => runRetentionClock(signal) },
  };
  const figures: Record<string, number> = {};
  let ofMinute = 0;
  for (const [name, { perMinute, run }] of Object.entries(works)) {
    // The first turn does what a new organization leaves to do.
    await run();
    const { seconds } = await timing(run);
    figures[`${name}Seconds`] = seconds;
    ofMinute += seconds * perMinute;
  }
  return { ...figures, secondsOfAMinute: round(ofMinute, 3) };
}
