import type { Queue } from "pg-boss";
import { z } from "zod";
import { hireIdSchema } from "@/lib/platform/ids";

/** A kind of job: its name, its payload (ids only, never personal data) and its queue options. */
export interface JobDefinition<Payload extends object> {
  name: string;
  payload: z.ZodType<Payload>;
  queue: Omit<Queue, "name">;
}

function defineJob<Payload extends object>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/** Receives jobs that failed every retry, for an operator to inspect. */
export const deadLetterQueue = { name: "dead-letter", queue: { retentionSeconds: 30 * 86_400 } } as const;

// A killed worker's heartbeat stops, so the queue gives the job to another worker.
const survivesKill = { heartbeatSeconds: 15, notify: true, deadLetter: deadLetterQueue.name } as const;

/** Runs one sync to its end. The run's lease admits one worker; a second job for the same run does nothing. */
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

/** Sends one invitation. The invitation, not the queue, decides how long to wait between attempts. */
export const deliverInvitationJob = defineJob({
  name: "deliver-invitation",
  payload: z.object({
    organizationId: z.uuid(),
    invitationId: z.uuid(),
    /** An extra attempt because the mail server is back. When it fails, the regular attempt still follows. */
    isExtra: z.boolean().optional(),
    /** The trace of who made it due: jobs are taken in batches, which belong to no one's trace. */
    traceparent: z.string().optional(),
  }),
  queue: {
    ...survivesKill,
    // Its waits stay short: a job that died with several workers in a row is not to wait longer for that.
    retryLimit: 10_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 5,
    expireInSeconds: 900,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 86_400,
  },
});

/** Hourly: keeps in order the organizations for which something is due, and each once a day. */
export const maintenanceJob = defineJob({
  name: "maintenance",
  payload: z.object({}),
  queue: { retryLimit: 2, retryDelay: 60, expireInSeconds: 900, policy: "exclusive" },
});

/** Every few minutes: sends scheduled invitations that are due, and reminders. */
export const invitationClockJob = defineJob({
  name: "invitation-clock",
  payload: z.object({}),
  queue: { retryLimit: 2, retryDelay: 30, expireInSeconds: 900, policy: "exclusive" },
});

/** Re-evaluates every open hire after a setting changed. */
export const reevaluateHiresJob = defineJob({
  name: "reevaluate-hires",
  payload: z.object({ organizationId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 10, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 3600 },
});

/** Deletes what hires hold of own fields that were removed. */
export const forgetFieldsJob = defineJob({
  name: "forget-fields",
  payload: z.object({ organizationId: z.uuid(), fields: z.array(z.string()) }),
  queue: { ...survivesKill, retryLimit: 100, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 3600 },
});

/** Deletes what is kept of pay in fields that are no longer chosen. */
export const forgetPayJob = defineJob({ ...forgetFieldsJob, name: "forget-pay", payload: z.object({ organizationId: z.uuid() }) });

/** Applies one action to many hires. The action's rows record its progress. */
export const bulkActionJob = defineJob({
  name: "bulk-action",
  payload: z.object({ organizationId: z.uuid(), bulkActionId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 100, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 6 * 3600 },
});

/** Takes a bulk action back. A queue of its own: a worker of an earlier version, which would do the action again, does not know it. */
export const bulkUndoJob = defineJob({ ...bulkActionJob, name: "bulk-undo" });

/** Emails an invited teammate the link to join. */
export const teamMailJob = defineJob({
  name: "team-mail",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 20, retryDelay: 10, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 900 },
});

/** Emails a person the link to choose a new password. The link is derived, so it is in no payload. */
export const resetMailJob = defineJob({
  name: "reset-mail",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid() }),
  queue: { ...survivesKill, retryLimit: 5, retryDelay: 10, retryBackoff: true, retryDelayMax: 300, expireInSeconds: 900 },
});

/** Emails a member about hires, as they chose; what it tells is found when it is sent. One at a time for each person and kind. */
export const hireEmailJob = defineJob({
  name: "hire-email",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), kind: z.enum(["incomplete", "digest"]) }),
  queue: {
    ...survivesKill,
    policy: "exclusive",
    retryLimit: 20,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 900,
    deleteAfterSeconds: 86_400,
  },
});

/** Writes a note on a candidate in Greenhouse, once; waits until the invitation that it tells of was sent. */
export const noteBackJob = defineJob({
  name: "note-back",
  payload: z.object({ organizationId: z.uuid(), newHireId: hireIdSchema, kind: z.enum(["invited", "started"]) }),
  queue: {
    ...survivesKill,
    retryLimit: 60,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 86_400,
  },
});

/** Creates, repairs and counts an organization's webhooks in Greenhouse. One at a time. */
export const manageWebhooksJob = defineJob({
  name: "manage-webhooks",
  payload: z.object({ organizationId: z.uuid() }),
  queue: {
    ...survivesKill,
    policy: "exclusive",
    retryLimit: 5,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 600,
    deleteAfterSeconds: 86_400,
  },
});

/** Every minute: finds whom to email about hires. */
export const hireEmailClockJob = defineJob({
  name: "hire-email-clock",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 300, policy: "exclusive" },
});

/** Every minute: updates the notices for admins. */
export const noticeClockJob = defineJob({
  name: "notice-clock",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 300, policy: "exclusive" },
});

/** Every minute: seals the audit logs and hands what was sealed to the operator's stream. One worker at a time. */
export const auditClockJob = defineJob({
  name: "audit-clock",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 600, policy: "exclusive" },
});

/** Every minute: folds the changes of the dashboard's sums together. One worker at a time. */
export const foldSumsJob = defineJob({
  name: "fold-sums",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 600, policy: "exclusive" },
});

/** Hourly: erases hires whose organization's time for them is over. One worker at a time. */
export const retentionClockJob = defineJob({
  name: "retention-clock",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 3000, policy: "exclusive" },
});

/** Every minute, where a mailbox is set: reads the reports in it. One worker at a time. */
export const readBouncesJob = defineJob({
  name: "read-bounces",
  payload: z.object({}),
  queue: { retryLimit: 0, expireInSeconds: 600, policy: "exclusive" },
});

export const allJobs = [
  syncOrganizationJob,
  deliverInvitationJob,
  maintenanceJob,
  invitationClockJob,
  reevaluateHiresJob,
  forgetFieldsJob,
  forgetPayJob,
  bulkActionJob,
  bulkUndoJob,
  teamMailJob,
  resetMailJob,
  hireEmailJob,
  hireEmailClockJob,
  noteBackJob,
  manageWebhooksJob,
  noticeClockJob,
  auditClockJob,
  foldSumsJob,
  retentionClockJob,
  readBouncesJob,
] as const;
