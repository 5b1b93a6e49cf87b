import { fromPrisma, PgBoss } from "pg-boss";
import type { z } from "zod";
import type { JobDefinition } from "@/lib/jobs/definitions";
import { applicationConnection } from "@/lib/platform/connection";
import type { TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { describeError, logger } from "@/lib/platform/logger";

type Role = "sender" | "worker";

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
  });
  boss.on("error", (error) => logger().error({ error: describeError(error) }, "queue"));
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
}

/** Enqueues jobs in the caller's transaction: they exist if and only if it commits. The commit wakes the workers. */
export async function enqueue<Payload extends object>(
  tx: TenantTx,
  job: JobDefinition<Payload>,
  payloads: readonly Payload[],
  options: EnqueueOptions = {},
): Promise<void> {
  if (payloads.length === 0) return;
  const boss = await (holder.emptrustQueues?.worker ?? openQueue("sender"));
  await boss.insert(
    job.name,
    payloads.map((data, at) => ({
      data,
      ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      ...(options.priorities ? { priority: options.priorities[at] ?? 0 } : {}),
    })),
    { db: fromPrisma(tx) },
  );
}

/** Returns a job's payload. One that doesn't match its definition is a bug: it throws, and the job ends as a dead letter. */
export function parsePayload<Payload extends object>(job: JobDefinition<Payload>, data: unknown): z.output<typeof job.payload> {
  return job.payload.parse(data);
}

/** Returns the number of waiting, active and failed jobs by queue; at most a minute old. */
export async function queueDepths(): Promise<{ queue: string; waiting: number; active: number; failed: number }[]> {
  const boss = await openQueue("sender");
  const queues = await boss.getQueues();
  return queues.map(({ name, queuedCount, activeCount, failedCount }) => ({
    queue: name,
    waiting: queuedCount,
    active: activeCount,
    failed: failedCount,
  }));
}
