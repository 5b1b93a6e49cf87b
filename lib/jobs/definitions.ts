import type { Queue } from "pg-boss";
import { z } from "zod";

/** A kind of job: its name, the shape of its payload (ids only, never data) and how the queue treats it. */
export interface JobDefinition<Payload extends object> {
  name: string;
  payload: z.ZodType<Payload>;
  queue: Omit<Queue, "name">;
}

function defineJob<Payload extends object>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/** Where jobs end that failed every retry; kept for an operator to look at. */
export const deadLetterQueue = { name: "dead-letter", queue: { retentionSeconds: 30 * 86_400 } } as const;

// A killed worker stops its heartbeat; the queue then hands the job to another worker.
const survivesKill = { heartbeatSeconds: 15, notify: true, deadLetter: deadLetterQueue.name } as const;

/** Runs one sync to its end. The run's own lease decides who may; a second job for the same run goes away quietly. */
export const syncOrganizationJob = defineJob({
  name: "sync-organization",
  payload: z.object({ organizationId: z.uuid(), runId: z.uuid() }),
  queue: {
    ...survivesKill,
    retryLimit: 10,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 6 * 3600,
    deleteAfterSeconds: 86_400,
  },
});

/** Hands one invitation to the mail server. Waits between attempts are the invitation's own, not the queue's. */
export const deliverInvitationJob = defineJob({
  name: "deliver-invitation",
  payload: z.object({
    organizationId: z.uuid(),
    invitationId: z.uuid(),
    /** An attempt between its regular ones, because the mail server is back: when it fails, the regular one is still to come. */
    isExtra: z.boolean().optional(),
  }),
  queue: {
    ...survivesKill,
    retryLimit: 1000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 900,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 86_400,
  },
});

/** Once an hour: expires links, forgets old runs and counters. */
export const maintenanceJob = defineJob({
  name: "maintenance",
  payload: z.object({}),
  queue: { retryLimit: 2, retryDelay: 60, expireInSeconds: 900, policy: "exclusive" },
});

/** Every few minutes: scheduled invitations whose day has come, and reminders. */
export const invitationClockJob = defineJob({
  name: "invitation-clock",
  payload: z.object({}),
  queue: { retryLimit: 2, retryDelay: 30, expireInSeconds: 900, policy: "exclusive" },
});

/** Decides every open hire anew after a setting changed. */
export const reevaluateHiresJob = defineJob({
  name: "reevaluate-hires",
  payload: z.object({ organizationId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 10, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 3600 },
});

/** Does one thing to many hires. The action's own rows say how far it is. */
export const bulkActionJob = defineJob({
  name: "bulk-action",
  payload: z.object({ organizationId: z.uuid(), bulkActionId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 100, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 6 * 3600 },
});

/** Mails somebody who was invited to the team their link. */
export const teamMailJob = defineJob({
  name: "team-mail",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 20, retryDelay: 10, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 900 },
});

/** Every minute: what admins should know of, as it stands. */
export const noticeClockJob = defineJob({
  name: "notice-clock",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 300, policy: "exclusive" },
});

export const allJobs = [
  syncOrganizationJob,
  deliverInvitationJob,
  maintenanceJob,
  invitationClockJob,
  reevaluateHiresJob,
  bulkActionJob,
  teamMailJob,
  noticeClockJob,
] as const;
