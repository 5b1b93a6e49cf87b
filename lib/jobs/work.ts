import type { Job, PgBoss } from "pg-boss";
import type { JobDefinition } from "@/lib/jobs/definitions";
import { parsePayload } from "@/lib/jobs/queue";
import { describeError } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { withLogContext } from "@/lib/platform/telemetry/log-context";
import { metrics, timed } from "@/lib/platform/telemetry/metrics";
import { annotateSpan } from "@/lib/platform/telemetry/tracing";

// Commits wake the workers; this is for jobs whose time comes without one, such as a later attempt.
const POLL_SECONDS = 2;
// Jobs that failed come again within a minute.
const JOB_QUIET_SECONDS = 300;

const polling = { pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };

type Handle<Payload> = (payload: Payload, signal: AbortSignal) => Promise<void>;

/** Has the jobs of a queue done, so many at a time. */
export async function workOnEach<Payload extends object>(
  queue: PgBoss,
  job: JobDefinition<Payload>,
  concurrency: number,
  handle: Handle<Payload>,
): Promise<void> {
  // One call for each: an id wakes the first of the workers that a call starts, and no other.
  for (let started = 0; started < concurrency; started++) {
    const workId: string = await queue.work<Payload>(job.name, polling, async ([taken]) => {
      if (!taken) return;
      // The queue wakes a worker once for many jobs, so a worker that had one looks for the next immediately.
      queue.notifyWorker(workId);
      await perform(job, taken, handle);
    });
  }
}

/** How many workers a queue has here, and how many jobs each takes at a time. */
export interface Places {
  workers: number;
  jobsEach: number;
}

// Who found as many as it may take looks again immediately; each job ends for itself, all of a batch in one statement.
const batching = ({ workers, jobsEach }: Places) =>
  ({ ...polling, localConcurrency: workers, batchSize: jobsEach, burstWhenBatchFull: true, perJobResults: true }) as const;

/** Has the jobs of a queue done, which are taken and ended some at a time, since either is a statement; each fails for itself. */
export async function workTogether<Payload extends object>(
  queue: PgBoss,
  job: JobDefinition<Payload>,
  places: Places,
  handle: Handle<Payload>,
): Promise<void> {
  await queue.work<Payload>(job.name, batching(places), (taken) =>
    Promise.all(
      taken.map((one) =>
        perform(job, one, handle).then(
          () => ({ id: one.id, status: "completed" as const }),
          (output: unknown) => ({ id: one.id, status: "failed" as const, output }),
        ),
      ),
    ),
  );
}

/**
 * Has the jobs of a queue done in batches. `handle` returns how each ended, in their order; where it throws, all of the batch failed. Those that
 * failed are tried again.
 */
export async function workOnBatches<Payload extends object>(
  queue: PgBoss,
  job: JobDefinition<Payload>,
  places: Places,
  handle: (payloads: Payload[]) => Promise<PromiseSettledResult<void>[]>,
): Promise<void> {
  const workId: string = await queue.work<Payload>(job.name, batching(places), async (taken) => {
    queue.notifyWorker(workId);
    const started = performance.now();
    const [handled] = await Promise.allSettled([
      withLogContext({ job: job.name }, async () => handle(taken.map(({ data }) => parsePayload(job, data)))),
    ]);
    return taken.map(({ id }, at) => {
      const end = handled.status === "fulfilled" ? handled.value[at] : handled;
      const isDone = end?.status === "fulfilled";
      metrics().job.observe({ queue: job.name, outcome: isDone ? "done" : "failed" }, (performance.now() - started) / 1000);
      return isDone ? { id, status: "completed" } : { id, status: "failed", output: failureOf(job, end?.reason) };
    });
  });
}

async function perform<Payload extends object>(job: JobDefinition<Payload>, taken: Job<Payload>, handle: Handle<Payload>): Promise<void> {
  const work = async () => {
    const payload = parsePayload(job, taken.data);
    annotateSpan(payload);
    await handle(payload, taken.signal);
  };
  await withLogContext({ job: job.name, jobId: taken.id }, async () => {
    try {
      await timed(metrics().job, work, (end) => ({ queue: job.name, outcome: "result" in end ? "done" : "failed" }));
    } catch (error) {
      throw failureOf(job, error);
    }
  });
}

/** Returns what the queue keeps of a failed job: the error's name and no message, which could quote a row. */
function failureOf({ name }: { name: string }, error: unknown): Error {
  recurringFault(`jobs fail and are tried again: ${name}`, { level: "warn", quietSeconds: JOB_QUIET_SECONDS }).failed(error);
  return new Error(describeError(error).name);
}
