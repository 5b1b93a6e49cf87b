import { setTimeout as sleep } from "node:timers/promises";
import { closeTransport } from "@/lib/email/transport";
import { runBulkAction } from "@/lib/hires/bulk/run";
import {
  bulkActionJob,
  deliverInvitationJob,
  invitationClockJob,
  type JobDefinition,
  maintenanceJob,
  noticeClockJob,
  readBouncesJob,
  reevaluateHiresJob,
  syncOrganizationJob,
  teamMailJob,
} from "@/lib/jobs/definitions";
import { closeQueue, openQueue, parsePayload } from "@/lib/jobs/queue";
import { asOrganizationId, databaseTime } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { describeError, logger } from "@/lib/platform/logger";
import { deliverInvitation } from "@/lib/workflows/invite/deliver-invitation";
import { reevaluateOpenHires, runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { readBounces, takeBounces } from "@/lib/workflows/invite/receive-bounces";
import { beat, watchWorker } from "@/lib/workflows/operate/heartbeat";
import { sendTeamInvitation } from "@/lib/workflows/operate/join-team";
import { maintain } from "@/lib/workflows/operate/maintain";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

const SCHEDULER_SECONDS = 1;
// Commits wake the workers; this is for jobs whose time comes without one, such as a later attempt.
const POLL_SECONDS = 2;
const STOP_SECONDS = 20;
const START_RETRY_SECONDS = 5;

// Next bundles its own copy of this file; code that ends the process must reach the worker that runs in it.
const holder = globalThis as { emptrustStopWorker?: () => Promise<void> };

/**
 * Starts working: syncs, deliveries, housekeeping and the schedule of syncs. Waits for a database that is away. Any
 * number of workers may run concurrently, in any number of processes; a second call in one process does nothing.
 */
export async function startWorker(): Promise<void> {
  if (holder.emptrustStopWorker) return;
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  watchWorker(stopping.signal);
  holder.emptrustStopWorker = async () => {
    delete holder.emptrustStopWorker;
    stopping.abort();
    await Promise.allSettled(loops);
    await closeQueue(STOP_SECONDS);
    closeTransport();
  };
  loops.push(openWhenPossible(stopping.signal).then(() => runScheduler(stopping.signal)));
  loops.push(takeBounces(stopping.signal));
}

/** Finishes what is in hand, lets go of what takes longer, and ends the connections. */
export async function stopWorker(): Promise<void> {
  await holder.emptrustStopWorker?.();
}

async function openWhenPossible(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    beat();
    try {
      const queue = await openQueue("worker");
      await work(queue, syncOrganizationJob, 4, ({ organizationId, runId }, signal) =>
        syncHiredCandidates(asOrganizationId(organizationId), runId, AbortSignal.any([signal, stopping])),
      );
      await work(queue, deliverInvitationJob, 4, ({ organizationId, invitationId, isExtra }) =>
        deliverInvitation(asOrganizationId(organizationId), invitationId, isExtra),
      );
      await work(queue, maintenanceJob, 1, async () => maintain(await databaseTime()));
      await work(queue, invitationClockJob, 1, async () => {
        await runInvitationClock(await databaseTime());
      });
      await work(queue, reevaluateHiresJob, 1, ({ organizationId }) => reevaluateOpenHires(asOrganizationId(organizationId)));
      await work(queue, bulkActionJob, 2, ({ organizationId, bulkActionId }, signal) =>
        runBulkAction(asOrganizationId(organizationId), bulkActionId, AbortSignal.any([signal, stopping])),
      );
      await work(queue, teamMailJob, 1, ({ organizationId, userId }) => sendTeamInvitation(asOrganizationId(organizationId), userId));
      await work(queue, noticeClockJob, 1, async () => runNoticeClock(await databaseTime()));
      await work(queue, readBouncesJob, 1, (_, signal) => readBounces(AbortSignal.any([signal, stopping])));
      await queue.schedule(noticeClockJob.name, "* * * * *", {});
      if (env().BOUNCE_IMAP_URL) await queue.schedule(readBouncesJob.name, "* * * * *", {});
      else await queue.unschedule(readBouncesJob.name);
      await queue.schedule(maintenanceJob.name, "7 * * * *", {});
      await queue.schedule(invitationClockJob.name, "*/5 * * * *", {});
      logger().info("worker started");
      return;
    } catch (error) {
      logger().error({ error: describeError(error) }, "worker cannot start yet");
      await closeQueue(0);
      await pause(START_RETRY_SECONDS, stopping);
    }
  }
}

type Queue = Awaited<ReturnType<typeof openQueue>>;

async function work<Payload extends object>(
  queue: Queue,
  job: JobDefinition<Payload>,
  concurrency: number,
  handle: (payload: Payload, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const options = { localConcurrency: concurrency, pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };
  const workId: string = await queue.work<Payload>(job.name, options, async ([taken]) => {
    if (!taken) return;
    // The queue wakes a worker once for many jobs, so a worker that had one looks for the next immediately.
    queue.notifyWorker(workId);
    try {
      await handle(parsePayload(job, taken.data), taken.signal);
    } catch (error) {
      logger().warn({ job: job.name, id: taken.id, error: describeError(error) }, "job will be tried again");
      // The queue keeps what a failed job throws, so it gets a name and no message, which could quote a row.
      throw new Error(describeError(error).name);
    }
  });
}

async function runScheduler(stopping: AbortSignal): Promise<void> {
  let failing = false;
  while (!stopping.aborted) {
    beat();
    try {
      await startDueSyncs(await databaseTime());
      failing = false;
    } catch (error) {
      // Said once for each time that the database goes away, not every second.
      if (!failing) logger().error({ error: describeError(error) }, "scheduler");
      failing = true;
    }
    await pause(SCHEDULER_SECONDS, stopping);
  }
}

async function pause(seconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal: stopping }).catch(() => {});
}
