import { setTimeout as sleep } from "node:timers/promises";
import { closeTransport } from "@/lib/email/transport";
import { runBulkAction } from "@/lib/hires/bulk/run";
import {
  auditClockJob,
  bulkActionJob,
  bulkUndoJob,
  deliverInvitationJob,
  foldSumsJob,
  forgetFieldsJob,
  forgetPayJob,
  hireEmailClockJob,
  hireEmailJob,
  invitationClockJob,
  maintenanceJob,
  manageWebhooksJob,
  noteBackJob,
  noticeClockJob,
  readBouncesJob,
  reevaluateHiresJob,
  resetMailJob,
  retentionClockJob,
  syncOrganizationJob,
  teamMailJob,
} from "@/lib/jobs/definitions";
import { closeQueue, openQueue } from "@/lib/jobs/queue";
import { workOnBatches, workOnEach, workTogether } from "@/lib/jobs/work";
import { asOrganizationId, databaseTime } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { withLogContext } from "@/lib/platform/telemetry/log-context";
import { sendTeamInvitation } from "@/lib/workflows/accounts/join-team";
import { sendResetLink } from "@/lib/workflows/accounts/reset-password";
import { forgetUnchosenPay } from "@/lib/workflows/compensation/forget-pay";
import { manageWebhooks } from "@/lib/workflows/connect/manage-webhooks";
import { writeNote } from "@/lib/workflows/connect/write-note";
import { runHireEmailClock } from "@/lib/workflows/hr-emails/hire-email-clock";
import { sendHireEmail } from "@/lib/workflows/hr-emails/send-hire-email";
import { deliverInvitations } from "@/lib/workflows/invite/deliver-invitation";
import { slowDeliveries } from "@/lib/workflows/invite/delivery-places";
import { reevaluateOpenHires, runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { readBounces, takeBounces } from "@/lib/workflows/invite/receive-bounces";
import { runAuditClock } from "@/lib/workflows/operate/audit-clock";
import { beat, watchWorker } from "@/lib/workflows/operate/heartbeat";
import { foldAllSums, maintain } from "@/lib/workflows/operate/maintain";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";
import { forgetRemovedFields } from "@/lib/workflows/operate/own-fields";
import { runRetentionClock } from "@/lib/workflows/operate/retention-clock";
import { longRuns, runOrLeave } from "@/lib/workflows/sync/run/long-runs";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";
import { syncHiredCandidates, watchOverRun } from "@/lib/workflows/sync/sync-hired-candidates";

const SCHEDULER_SECONDS = 1;
// Each place gives a few of its deliveries to the mail server at a time.
const DELIVERY_PLACES = 4;
const DELIVERIES_AT_ONCE = 50;
/** Runs that begin or are short; the others go on in the background. */
const SYNC_PLACES = { workers: 4, jobsEach: 8 };
const STOP_SECONDS = 20;
const START_RETRY_SECONDS = 5;

// Next bundles its own copy of this file; code that ends the process must reach the worker that runs in it.
const holder = globalThis as { emptrustStopWorker?: () => Promise<void> };

/**
 * Starts working: syncs, deliveries, housekeeping and the schedule of syncs. Waits for a database that is away. Any
 * number of workers may run concurrently, in any number of processes; a second call in one process does nothing.
 */
export async function startWorker({ deliveriesAtOnce = DELIVERIES_AT_ONCE } = {}): Promise<void> {
  if (holder.emptrustStopWorker) return;
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  watchWorker(stopping.signal);
  holder.emptrustStopWorker = async () => {
    delete holder.emptrustStopWorker;
    stopping.abort();
    await Promise.allSettled(loops);
    await Promise.all([closeQueue(STOP_SECONDS), slowDeliveries.end(STOP_SECONDS * 1000), longRuns.end(STOP_SECONDS * 1000)]);
    // Those that were called back were handed on by the queue.
    await closeQueue(0);
    closeTransport();
  };
  loops.push(openWhenPossible(stopping.signal, deliveriesAtOnce).then(() => runScheduler(stopping.signal)));
  loops.push(takeBounces(stopping.signal));
}

/** Finishes what is in hand, lets go of what takes longer, and ends the connections. */
export async function stopWorker(): Promise<void> {
  await holder.emptrustStopWorker?.();
}

async function openWhenPossible(stopping: AbortSignal, deliveriesAtOnce: number): Promise<void> {
  const fault = recurringFault("the worker cannot start yet", { level: "error" });
  /** Aborts when the queue gives the job up, or the worker stops. */
  const either = (signal: AbortSignal) => AbortSignal.any([signal, stopping]);
  while (!stopping.aborted) {
    beat();
    try {
      const queue = await openQueue("worker");
      await workTogether(queue, syncOrganizationJob, SYNC_PLACES, ({ organizationId: id, runId }) => {
        const organizationId = asOrganizationId(id);
        return withLogContext({ runId }, () =>
          runOrLeave(
            (takeTurn) => syncHiredCandidates(organizationId, runId, stopping, { takeTurn }),
            () => watchOverRun(organizationId, runId),
          ),
        );
      });
      await workOnBatches(queue, deliverInvitationJob, { workers: DELIVERY_PLACES, jobsEach: deliveriesAtOnce }, (payloads) =>
        deliverInvitations(
          payloads.map(({ organizationId, isExtra = false, ...order }) => ({
            organizationId: asOrganizationId(organizationId),
            isExtra,
            ...order,
          })),
          { stopping },
        ),
      );
      await workOnEach(queue, maintenanceJob, 1, async (_, signal) => maintain(await databaseTime(), either(signal)));
      await workOnEach(queue, invitationClockJob, 1, async (_, signal) => {
        await runInvitationClock(await databaseTime(), either(signal));
      });
      await workOnEach(queue, reevaluateHiresJob, 1, ({ organizationId }) => reevaluateOpenHires(asOrganizationId(organizationId)));
      await workOnEach(queue, forgetFieldsJob, 1, ({ organizationId, fields }) =>
        forgetRemovedFields(asOrganizationId(organizationId), fields),
      );
      await workOnEach(queue, forgetPayJob, 1, ({ organizationId }) => forgetUnchosenPay(asOrganizationId(organizationId)));
      for (const job of [bulkActionJob, bulkUndoJob]) {
        await workOnEach(queue, job, 2, ({ organizationId, bulkActionId }, signal) =>
          runBulkAction(asOrganizationId(organizationId), bulkActionId, either(signal)),
        );
      }
      await workOnEach(queue, teamMailJob, 1, ({ organizationId, userId }) => sendTeamInvitation(asOrganizationId(organizationId), userId));
      await workOnEach(queue, resetMailJob, 1, ({ organizationId, userId }) => sendResetLink(asOrganizationId(organizationId), userId));
      await workOnEach(queue, hireEmailJob, 2, ({ organizationId, userId, kind }) =>
        sendHireEmail(asOrganizationId(organizationId), userId, kind),
      );
      await workOnEach(queue, noteBackJob, 2, ({ organizationId, newHireId, kind }) =>
        writeNote(asOrganizationId(organizationId), newHireId, kind),
      );
      await workOnEach(queue, manageWebhooksJob, 1, ({ organizationId }) => manageWebhooks(asOrganizationId(organizationId)));
      await workOnEach(queue, hireEmailClockJob, 1, async (_, signal) => runHireEmailClock(await databaseTime(), either(signal)));
      await workOnEach(queue, noticeClockJob, 1, async (_, signal) => runNoticeClock(await databaseTime(), either(signal)));
      await workOnEach(queue, auditClockJob, 1, (_, signal) => runAuditClock(either(signal)));
      await workOnEach(queue, foldSumsJob, 1, (_, signal) => foldAllSums(either(signal)));
      await workOnEach(queue, retentionClockJob, 1, async (_, signal) => {
        await runRetentionClock(either(signal));
      });
      await workOnEach(queue, readBouncesJob, 1, (_, signal) => readBounces(either(signal)));
      await queue.schedule(noticeClockJob.name, "* * * * *", {});
      await queue.schedule(hireEmailClockJob.name, "* * * * *", {});
      await queue.schedule(auditClockJob.name, "* * * * *", {});
      await queue.schedule(foldSumsJob.name, "* * * * *", {});
      if (env().BOUNCE_IMAP_URL) await queue.schedule(readBouncesJob.name, "* * * * *", {});
      else await queue.unschedule(readBouncesJob.name);
      await queue.schedule(maintenanceJob.name, "7 * * * *", {});
      await queue.schedule(retentionClockJob.name, "37 * * * *", {});
      await queue.schedule(invitationClockJob.name, "*/5 * * * *", {});
      fault.passed();
      // What another worker left when it died is found now and not at the first regular look.
      await queue.supervise();
      logger().info("worker started");
      return;
    } catch (error) {
      fault.failed(error);
      await closeQueue(0);
      await pause(START_RETRY_SECONDS, stopping);
    }
  }
}

async function runScheduler(stopping: AbortSignal): Promise<void> {
  const fault = recurringFault("due syncs cannot be started", { level: "error" });
  while (!stopping.aborted) {
    beat();
    try {
      await startDueSyncs(await databaseTime());
      fault.passed();
    } catch (error) {
      fault.failed(error);
    }
    await pause(SCHEDULER_SECONDS, stopping);
  }
}

async function pause(seconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal: stopping }).catch(() => {});
}
