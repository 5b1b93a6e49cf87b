import { v7 as uuidv7 } from "uuid";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { keptRejections } from "@/lib/sync-runs/data";
import { mergeRejections, noCounts, RUN_LEASE_SECONDS } from "@/lib/sync-runs/rules";
import type { SyncCounts, SyncErrorCode, SyncPreview, SyncRejection, SyncTrigger } from "@/lib/sync-runs/schema";
import type { SyncRun as SyncRunRow } from "@/prisma/generated/client";

const active = { in: ["queued" as const, "running" as const] };

/**
 * Starts a run, or answers with the one under way: the database allows one active run per organization. A run whose
 * worker is gone is put on the queue again.
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
  // DO NOTHING instead of a failed insert: an error would end the caller's transaction.
  const made = await tx.$executeRaw`
    INSERT INTO "SyncRun" ("id", "organizationId", "integrationId", "trigger", "requestedBy", "createdAt")
    VALUES (${id}::uuid, ${organizationId}::uuid, ${integrationId}::uuid, ${trigger}::"SyncTrigger", ${requestedBy}, ${now})
    ON CONFLICT ("organizationId") WHERE "status" IN ('queued', 'running') DO NOTHING`;
  if (made === 1) {
    await enqueue(tx, syncOrganizationJob, [{ organizationId, runId: id }]);
    return id;
  }
  const running = await tx.syncRun.findFirst({ where: { status: active } });
  // It ended between the two statements: there is room now.
  if (!running) return startRun(tx, organizationId, { integrationId, trigger, requestedBy, now });
  // A preview keeps nobody waiting: it can be had again at any time.
  if (running.trigger === "preview" && trigger !== "preview") {
    await cancelRuns(tx, "superseded", now);
    return startRun(tx, organizationId, { integrationId, trigger, requestedBy, now });
  }
  const lastSign = running.leaseUntil ?? new Date(running.createdAt.getTime() + RUN_LEASE_SECONDS * 1000);
  if (lastSign < now) await enqueue(tx, syncOrganizationJob, [{ organizationId, runId: running.id }]);
  return running.id;
}

export type RunClaim = { kind: "claimed"; run: SyncRunRow } | { kind: "held"; until: Date } | { kind: "over" };

/** Claims a run for a worker. `held`: another one has it until then; `over`: it has ended. */
export async function claimRun(tx: TenantTx, runId: string, leaseToken: string, now: Date): Promise<RunClaim> {
  await tx.$queryRaw`SELECT 1 FROM "SyncRun" WHERE "id" = ${runId}::uuid FOR UPDATE`;
  const row = await tx.syncRun.findFirst({ where: { id: runId, status: active } });
  if (!row) return { kind: "over" };
  if (row.leaseUntil && row.leaseUntil > now) return { kind: "held", until: row.leaseUntil };
  const lease = { status: "running" as const, startedAt: row.startedAt ?? now, leaseToken, leaseUntil: leaseEnd(now) };
  await tx.syncRun.updateMany({ where: { id: runId }, data: lease });
  return { kind: "claimed", run: { ...row, ...lease } };
}

/** What a step of a run adds to it. */
export interface RunProgress {
  requests: number;
  counts: Partial<SyncCounts>;
  rejected: readonly SyncRejection[];
  progressDone: number;
  /** Null while the end is not known. */
  progressTotal: number | null;
}

/**
 * Adds a step to a run and renews its lease, in the transaction of the step's own writes. Answers false when the lease
 * was lost or the run was ended from outside: the caller must then roll its writes back.
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
      leaseUntil: leaseEnd(now),
    },
  });
  return true;
}

/** Starts the counts of a preview anew, because nothing that another worker found is kept. */
export async function restartCounts(tx: TenantTx, runId: string, leaseToken: string): Promise<void> {
  await tx.syncRun.updateMany({
    where: { id: runId, leaseToken },
    data: { ...noCounts, rejections: [], progressDone: 0, progressTotal: null },
  });
}

/** Keeps what a preview found. */
export async function keepPreview(tx: TenantTx, runId: string, preview: SyncPreview): Promise<void> {
  await tx.syncRun.updateMany({ where: { id: runId, trigger: "preview" }, data: { preview } });
}

/** Renews the lease while a run waits for Greenhouse; answers false when it was lost. */
export async function renewLease(tx: TenantTx, runId: string, leaseToken: string, requests: number, now: Date): Promise<boolean> {
  const { count } = await tx.syncRun.updateMany({
    where: { id: runId, leaseToken, status: "running" },
    data: { leaseUntil: leaseEnd(now), requests },
  });
  return count > 0;
}

/** Lets go of a run that this worker does not finish, so that another can go on at once. */
export async function releaseRun(tx: TenantTx, runId: string, leaseToken: string, now: Date): Promise<void> {
  await tx.syncRun.updateMany({ where: { id: runId, leaseToken, status: "running" }, data: { leaseUntil: now } });
}

/** Ends a run. Answers false when this worker no longer holds it. */
export async function finishRun(
  tx: TenantTx,
  runId: string,
  leaseToken: string,
  outcome: { requests: number; error: { code: SyncErrorCode; message: string } | null },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.syncRun.updateMany({
    where: { id: runId, leaseToken, status: "running" },
    data: {
      status: outcome.error ? "failed" : "succeeded",
      errorCode: outcome.error?.code ?? null,
      errorMessage: outcome.error?.message ?? null,
      requests: outcome.requests,
      finishedAt: now,
      leaseUntil: null,
      leaseToken: null,
    },
  });
  return count > 0;
}

const cancelWords = {
  disconnected: "Greenhouse was disconnected while this sync was under way.",
  superseded: "A sync started while this preview was under way. Preview again when it has ended.",
  mapping_changed: "The field mapping was changed while this sync was under way. The next one goes on with the new one.",
  connection_changed: "The connection was changed while this sync was under way. The next one goes on with the new one.",
} as const;

/** Ends whatever run is active because its connection is gone or another one now; its worker can commit nothing more. */
export async function cancelRuns(tx: TenantTx, reason: keyof typeof cancelWords, now: Date): Promise<void> {
  await tx.syncRun.updateMany({
    where: { status: active },
    data: {
      status: "failed",
      errorCode: reason,
      errorMessage: cancelWords[reason],
      finishedAt: now,
      leaseToken: null,
      leaseUntil: null,
    },
  });
}

/** Forgets runs that ended before a moment; the newest ones stay whatever their age. */
export async function forgetOldRuns(tx: TenantTx, endedBefore: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SyncRun" WHERE "finishedAt" < ${endedBefore}
      AND "id" NOT IN (SELECT "id" FROM "SyncRun" ORDER BY "createdAt" DESC, "id" DESC LIMIT 100)`;
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + RUN_LEASE_SECONDS * 1000);
}
