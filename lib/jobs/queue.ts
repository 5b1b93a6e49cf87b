import { fromPrisma, PgBoss } from "pg-boss";
import type { z } from "zod";
import { allJobs, deadLetterQueue, type JobDefinition } from "@/lib/jobs/definitions";
import type { PoolUse } from "@/lib/platform/database/client";
import { applicationConnection } from "@/lib/platform/database/connection";
import type { LookupTx, TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { queueTracing } from "@/lib/platform/telemetry/tracing";

type Role = "sender" | "worker";

// Longer than the queue's longest wait between two polls.
const QUIET_SECONDS = 60;

// Both can be open in one process: a request may send before the worker has started.
const holder = globalThis as { emptrustQueues?: Partial<Record<Role, Promise<PgBoss>>> };

/** Returns the process's queue connection, to send only or also to work and supervise. Opened on first use. */
export async function openQueue(role: Role): Promise<PgBoss> {
  holder.emptrustQueues ??= {};
  const queues = holder.emptrustQueues;
  const opening = queues[role] ?? start(role);
  queues[role] = opening;
  try {
    return await opening;
  } catch (error) {
    // A rejected promise kept here would fail every send until a restart.
    if (queues[role] === opening) delete queues[role];
    throw error;
  }
}

/** Returns the worker's connection where there is one, so that a process needs no second pool. */
function anyQueue(): Promise<PgBoss> {
  return holder.emptrustQueues?.worker ?? openQueue("sender");
}

async function start(role: Role): Promise<PgBoss> {
  const works = role === "worker";
  const boss = new PgBoss({
    // LISTEN needs a session of its own.
    ...applicationConnection(works ? (env().DATABASE_DIRECT_URL ?? env().DATABASE_URL) : env().DATABASE_URL),
    application_name: "emptrust queue",
    max: 4,
    // Migrations own the schema; the application role can't change it.
    migrate: false,
    createSchema: false,
    reindex: false,
    supervise: works,
    schedule: works,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    useListenNotify: works,
    registerInstance: false,
    openTelemetry: queueTracing(),
  });
  // It says every poll that failed, some a second, and nothing when they work again.
  boss.on("error", (error) => recurringFault("the queue does not work", { level: "error", quietSeconds: QUIET_SECONDS }).failed(error));
  return boss.start();
}

/** Closes the queue. A worker finishes its current jobs, for at most `timeoutSeconds`. */
export async function closeQueue(timeoutSeconds: number): Promise<void> {
  // A job that is handed on while its worker stops opens the queue again.
  for (;;) {
    const open = Object.values(holder.emptrustQueues ?? {});
    delete holder.emptrustQueues;
    if (open.length === 0) return;
    for (const opening of open) {
      const boss = await opening.catch(() => undefined);
      await boss?.stop({ graceful: true, timeout: timeoutSeconds * 1_000 });
    }
  }
}

export interface EnqueueOptions {
  /** Delay in seconds; fractions count. */
  startAfterSeconds?: number;
  /** One for each payload; of the jobs that are due, those with the highest are taken first. */
  priorities?: readonly number[];
  /** One for each payload; in a queue that is exclusive, a job is left out while another of its key waits or is being done. */
  singletonKeys?: readonly string[];
}

/** Enqueues jobs in the caller's transaction: they exist if and only if it commits. The commit wakes the workers. */
export async function enqueue<Payload extends object>(
  tx: TenantTx | LookupTx,
  job: JobDefinition<Payload>,
  payloads: readonly Payload[],
  options: EnqueueOptions = {},
): Promise<void> {
  if (payloads.length === 0) return;
  const boss = await anyQueue();
  await boss.insert(
    job.name,
    payloads.map((data, at) => ({
      data,
      ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      ...(options.priorities ? { priority: options.priorities[at] ?? 0 } : {}),
      ...(options.singletonKeys ? { singletonKey: options.singletonKeys[at] ?? "" } : {}),
    })),
    { db: fromPrisma(tx) },
  );
}

/** Returns a job's payload. One that doesn't match its definition is a bug: it throws, and the job ends as a dead letter. */
export function parsePayload<Payload extends object>(job: JobDefinition<Payload>, data: unknown): z.output<typeof job.payload> {
  return job.payload.parse(data);
}

/** Resolves when the queue's connection answers. */
export async function pingQueue(): Promise<void> {
  const boss = await anyQueue();
  await boss.getDb().executeSql("SELECT 1");
}

/** What waits in a queue, is being done and has failed for good; how long the oldest job that could run has waited, in seconds. */
export interface QueueDepth {
  queue: string;
  waiting: number;
  deferred: number;
  active: number;
  failed: number;
  oldestSeconds: number;
}

/** Returns the depth of every queue, counted now: pg-boss's own counts stand still when no worker lives. */
export async function queueDepths(): Promise<QueueDepth[]> {
  const boss = await anyQueue();
  // Answered by pg-boss's index of the jobs that are not done (job_i14).
  const { rows } = await boss.getDb().executeSql(`
    SELECT name AS queue,
      count(*) FILTER (WHERE is_ready)::int AS waiting,
      count(*) FILTER (WHERE state < 'active' AND NOT is_ready)::int AS deferred,
      count(*) FILTER (WHERE state = 'active')::int AS active,
      count(*) FILTER (WHERE state = 'failed')::int AS failed,
      coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE is_ready)), 0)::float8 AS "oldestSeconds"
    FROM (SELECT name, state, start_after, state < 'active' AND NOT blocked AND start_after <= now() AS is_ready FROM pgboss.job
      WHERE state IN ('created', 'retry', 'active', 'failed')) AS live
    GROUP BY name`);
  const depths = new Map((rows as QueueDepth[]).map((row) => [row.queue, row]));
  const empty = { waiting: 0, deferred: 0, active: 0, failed: 0, oldestSeconds: 0 };
  return [deadLetterQueue, ...allJobs].map(({ name: queue }) => depths.get(queue) ?? { queue, ...empty });
}

/** Returns how the queue's pool of database connections is used; null while it is closed. */
export async function queuePoolUse(): Promise<PoolUse | null> {
  const open = holder.emptrustQueues?.worker ?? holder.emptrustQueues?.sender;
  const boss = await open?.catch(() => undefined);
  return boss?.getDb().poolCounts?.() ?? null;
}
