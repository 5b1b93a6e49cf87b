import { v7 as uuidv7 } from "uuid";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/syncs";
import { secondsLater } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { secondsLeft } from "@/lib/platform/lease";
import { keptRejections } from "@/lib/sync-runs/data";
import { hasNothingToSay } from "@/lib/sync-runs/known/data";
import { mergeRejections, noCounts, RUN_LEASE_SECONDS } from "@/lib/sync-runs/rules";
import type { SyncCounts, SyncErrorCode, SyncPreview, SyncRejection, SyncTrigger } from "@/lib/sync-runs/schema";
import { Prisma, type SyncRun as SyncRunRow } from "@/prisma/generated/client";

/** What a person or Greenhouse waits for goes before what is only due. */
const priority: Record<SyncTrigger, number> = { webhook: 20, manual: 20, connect: 20, preview: 10, schedule: 0 };

const active = { in: ["queued" as const, "running" as const] };

/**
 * Starts a run and returns its id, or the id of the active one: the database allows one active run per organization. A run whose
 * worker died is enqueued again.
 */
export async function startRun(
  tx: TenantTx,
  organizationId: OrganizationId,
  {
    integrationId,
    trigger,
    requestedBy = null,
    now,
  }: { integrationId: string; trigger: SyncTrigger; requestedBy?: string | null; now: Date },
): Promise<string> {
  const id = uuidv7();
  // DO NOTHING, because a failed insert would abort the caller's transaction.
  const made = await tx.$executeRaw`
    INSERT INTO "SyncRun" ("id", "organizationId", "integrationId", "trigger", "requestedBy", "createdAt")
    VALUES (${id}::uuid, ${organizationId}::uuid, ${integrationId}::uuid, ${trigger}::"SyncTrigger", ${requestedBy}, ${now})
    ON CONFLICT ("organizationId") WHERE "status" IN ('queued', 'running') DO NOTHING`;
  if (made === 1) {
    await enqueue(tx, syncOrganizationJob, [{ organizationId, runId: id }], { priorities: [priority[trigger]] });
    return id;
  }
  const running = await tx.syncRun.findFirst({ where: { status: active } });
  // It ended between the two statements.
  if (!running) return startRun(tx, organizationId, { integrationId, trigger, requestedBy, now });
  // A sync goes first: a preview can be repeated at any time.
  if (running.trigger === "preview" && trigger !== "preview") {
    await cancelRuns(tx, "superseded", now);
    return startRun(tx, organizationId, { integrationId, trigger, requestedBy, now });
  }
  const lastSign = running.leaseUntil ?? secondsLater(running.createdAt, RUN_LEASE_SECONDS);
  if (lastSign < now) await enqueue(tx, syncOrganizationJob, [{ organizationId, runId: running.id }]);
  return running.id;
}

/** A run in a worker's hands. */
export type ClaimedRun = SyncRunRow & { startedAt: Date };
export type RunClaim = { kind: "claimed"; run: ClaimedRun } | { kind: "held"; seconds: number } | { kind: "over" };

/** Claims a run for a worker. Returns `held` while another worker has it, `over` when it has ended. */
export async function claimRun(tx: TenantTx, runId: string, leaseToken: string, now: Date): Promise<RunClaim> {
  const [run] = await tx.$queryRaw<ClaimedRun[]>`
    UPDATE "SyncRun" SET "status" = 'running', "startedAt" = coalesce("startedAt", ${now}), "leaseToken" = ${leaseToken}::uuid,
      "leaseUntil" = ${secondsLater(now, RUN_LEASE_SECONDS)}
    WHERE "id" = ${runId}::uuid AND "status" IN ('queued', 'running')
      AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${now} OR "leaseUntil" > ${secondsLater(now, 2 * RUN_LEASE_SECONDS)})
    RETURNING *`;
  if (run) return { kind: "claimed", run };
  const held = await tx.syncRun.findFirst({ where: { id: runId, status: active }, select: { leaseUntil: true } });
  return held ? { kind: "held", seconds: secondsLeft(held.leaseUntil, now, RUN_LEASE_SECONDS) } : { kind: "over" };
}

/** What one step adds to its run. */
export interface RunProgress {
  requests: number;
  counts: Partial<SyncCounts>;
  rejected: readonly SyncRejection[];
  progressDone: number;
  /** Null while unknown. */
  progressTotal: number | null;
}

/**
 * Adds a step to a run and renews its lease, in the transaction of the step's writes. Returns false when the lease was lost or the
 * run was cancelled; the caller must then roll back.
 */
export async function advanceRun(tx: TenantTx, runId: string, leaseToken: string, progress: RunProgress, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ rejections: unknown }[]>`
    SELECT "rejections" FROM "SyncRun" WHERE "id" = ${runId}::uuid AND "leaseToken" = ${leaseToken}::uuid AND "status" = 'running' FOR UPDATE`;
  if (!row) return false;
  const { all, fresh } = mergeRejections(keptRejections({ rejections: row.rejections as SyncRunRow["rejections"] }), progress.rejected);
  const { counts } = progress;
  await tx.syncRun.updateMany({
    where: { id: runId },
    data: {
      requests: progress.requests,
      offersSeen: { increment: counts.offersSeen ?? 0 },
      candidatesFetched: { increment: counts.candidatesFetched ?? 0 },
      added: { increment: counts.added ?? 0 },
      updated: { increment: counts.updated ?? 0 },
      unchanged: { increment: counts.unchanged ?? 0 },
      invited: { increment: counts.invited ?? 0 },
      withdrawn: { increment: counts.withdrawn ?? 0 },
      rejected: { increment: fresh },
      ...(fresh > 0 ? { rejections: all } : {}),
      progressDone: progress.progressDone,
      progressTotal: progress.progressTotal,
      leaseUntil: secondsLater(now, RUN_LEASE_SECONDS),
    },
  });
  return true;
}

/** Resets the counts of a preview, because the findings of an earlier worker are not stored. */
export async function restartCounts(tx: TenantTx, runId: string, leaseToken: string): Promise<void> {
  await tx.syncRun.updateMany({
    where: { id: runId, leaseToken },
    data: { ...noCounts, rejections: [], progressDone: 0, progressTotal: null },
  });
}

/** Stores the findings of a preview. */
export async function storePreview(tx: TenantTx, runId: string, preview: SyncPreview): Promise<void> {
  await tx.syncRun.updateMany({ where: { id: runId, trigger: "preview" }, data: { preview } });
}

/** Renews the lease while a run waits for Greenhouse. Returns false when it was lost. */
export async function renewLease(tx: TenantTx, runId: string, leaseToken: string, requests: number, now: Date): Promise<boolean> {
  const { count } = await tx.syncRun.updateMany({
    where: { id: runId, leaseToken, status: "running" },
    data: { leaseUntil: secondsLater(now, RUN_LEASE_SECONDS), requests },
  });
  return count > 0;
}

/** Releases an unfinished run, so that another worker can continue immediately. Returns false when it was lost. */
export async function releaseRun(tx: TenantTx, runId: string, leaseToken: string, now: Date): Promise<boolean> {
  const { count } = await tx.syncRun.updateMany({ where: { id: runId, leaseToken, status: "running" }, data: { leaseUntil: now } });
  return count > 0;
}

/** Ends a run. Returns whether it changed any hire; null when this worker no longer holds the lease. */
export async function finishRun(
  tx: TenantTx,
  runId: string,
  leaseToken: string,
  outcome: { requests: number; error: { code: SyncErrorCode; message: string } | null },
  now: Date,
): Promise<{ isChanging: boolean } | null> {
  const status = outcome.error ? "failed" : "succeeded";
  const [ended] = await tx.$queryRaw<{ isChanging: boolean }[]>`
    UPDATE "SyncRun" SET "status" = ${status}::"SyncStatus", "errorCode" = ${outcome.error?.code ?? null},
      "errorMessage" = ${outcome.error?.message ?? null}, "requests" = ${outcome.requests}, "finishedAt" = ${now},
      "leaseUntil" = NULL, "leaseToken" = NULL, "quiet" = ${outcome.error === null} AND (${hasNothingToSay})
    WHERE "id" = ${runId}::uuid AND "leaseToken" = ${leaseToken}::uuid AND "status" = 'running'
    RETURNING "added" + "updated" + "invited" + "withdrawn" > 0 AS "isChanging"`;
  return ended ?? null;
}

type CancelReason = Parameters<typeof m.cancelled>[0]["reason"];

/** Cancels the active run, if any. Its worker can no longer commit. */
export async function cancelRuns(tx: TenantTx, reason: CancelReason, now: Date): Promise<void> {
  await tx.syncRun.updateMany({
    where: { status: active },
    data: {
      status: "failed",
      errorCode: reason,
      errorMessage: m.cancelled({ reason }),
      finishedAt: now,
      leaseToken: null,
      leaseUntil: null,
    },
  });
}

/** Deletes runs that ended before a time, and those without news that ended before a later one, except the newest 100. */
export async function deleteOldRuns(tx: TenantTx, { endedBefore, quietBefore }: { endedBefore: Date; quietBefore: Date }): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SyncRun" WHERE ("finishedAt" < ${endedBefore} OR ("quiet" AND "finishedAt" < ${quietBefore}))
      AND "id" NOT IN (SELECT "id" FROM "SyncRun" ORDER BY "createdAt" DESC, "id" DESC LIMIT 100)`;
}

/** Forgets what previews found: it has names of people. */
export async function forgetPreviews(tx: TenantTx): Promise<void> {
  await tx.syncRun.updateMany({ where: { trigger: "preview" }, data: { preview: Prisma.DbNull } });
}
