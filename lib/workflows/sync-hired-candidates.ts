import { randomUUID } from "node:crypto";
import { type GreenhouseConnector, GreenhouseError } from "@/lib/greenhouse/connector";
import { findGreenhouse } from "@/lib/integrations/data";
import { needAttention } from "@/lib/integrations/mutations";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { UnsealError } from "@/lib/platform/crypto";
import { inOrganization, isDatabaseUnavailable, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { describeError, logger } from "@/lib/platform/logger";
import { advanceRun, claimRun, finishRun, type RunProgress, releaseRun, renewLease } from "@/lib/sync-runs/mutations";
import { RUN_LEASE_SECONDS } from "@/lib/sync-runs/rules";
import type { SyncErrorCode } from "@/lib/sync-runs/schema";
import { checkAgain } from "@/lib/workflows/check-again";
import { openConnector } from "@/lib/workflows/greenhouse-connection";
import { listOffers } from "@/lib/workflows/list-offers";
import type { RunContext, StepResult } from "@/lib/workflows/run-context";
import type { PartnerIntegration, SyncRun } from "@/prisma/generated/client";

/** Another worker took the run over, or it was ended from outside; whatever this one had in hand is rolled back. */
class RunLost extends Error {
  constructor() {
    super("the run is no longer this worker's");
    this.name = "RunLost";
  }
}

/**
 * Runs one sync to its end: reads the offers that changed, then the people who are due for another look. Any number of
 * workers may be given the same run; one does it, and when it dies another goes on at the last committed step.
 */
export async function syncHiredCandidates(organizationId: OrganizationId, runId: string, signal: AbortSignal): Promise<void> {
  const leaseToken = randomUUID();
  const claim = await inOrganization(organizationId, (tx) => claimRun(tx, runId, leaseToken, new Date()));
  if (claim.kind === "over") return;
  if (claim.kind === "held") {
    const waitSeconds = Math.max(1, Math.ceil((claim.until.getTime() - Date.now()) / 1000));
    await inOrganization(organizationId, (tx) =>
      enqueue(tx, syncOrganizationJob, [{ organizationId, runId }], { startAfterSeconds: waitSeconds }),
    );
    return;
  }
  await runClaimed(organizationId, claim.run, leaseToken, signal);
}

async function runClaimed(organizationId: OrganizationId, run: SyncRun, leaseToken: string, signal: AbortSignal): Promise<void> {
  const lost = new AbortController();
  const stop = AbortSignal.any([signal, lost.signal]);
  const integration = await inOrganization(organizationId, findGreenhouse);
  let connector: GreenhouseConnector | undefined;
  // A run resumed by another worker goes on counting where the first one was.
  const requests = () => run.requests + (connector?.requestCount() ?? 0);
  const heartbeat = setInterval(
    () => {
      void inOrganization(organizationId, (tx) => renewLease(tx, run.id, leaseToken, requests(), new Date())).then(
        (held) => held || lost.abort(),
        () => {},
      );
    },
    (RUN_LEASE_SECONDS / 3) * 1000,
  );
  try {
    if (!integration?.credentialSealed) throw new RunLost();
    connector = openConnector(organizationId, integration.credentialSealed, stop);
    const progress = { done: run.progressDone, total: null as number | null };
    const context: RunContext = {
      organizationId,
      integration,
      connector,
      startedAt: run.startedAt ?? new Date(),
      byHand: run.trigger === "manual" || run.trigger === "connect",
      progress,
      step: async (work) => {
        await inOrganization(organizationId, async (tx) => {
          const now = new Date();
          const result = await work(tx, now);
          if (!(await advanceRun(tx, run.id, leaseToken, stepProgress(requests(), result, progress), now))) throw new RunLost();
        });
      },
    };
    await listOffers(context);
    await checkAgain(context);
    await finish(organizationId, run.id, leaseToken, requests(), null);
  } catch (error) {
    await endedBy(error, { organizationId, integration, run, leaseToken, requests: requests(), stopping: signal.aborted });
  } finally {
    clearInterval(heartbeat);
    await connector?.close();
  }
}

function stepProgress(requests: number, result: StepResult, progress: RunContext["progress"]): RunProgress {
  return {
    requests,
    counts: result.counts,
    rejected: result.rejected ?? [],
    progressDone: progress.done,
    progressTotal: progress.total,
  };
}

interface Ending {
  organizationId: OrganizationId;
  integration: PartnerIntegration | null;
  run: SyncRun;
  leaseToken: string;
  requests: number;
  stopping: boolean;
}

/** What a run that did not reach its end leaves behind: a reason on the screen, or the run itself for the next worker. */
async function endedBy(error: unknown, ending: Ending): Promise<void> {
  const { organizationId, run, leaseToken, requests } = ending;
  if (ending.stopping) {
    await inOrganization(organizationId, (tx) => releaseRun(tx, run.id, leaseToken, new Date()));
    // The queue hands the job to another worker.
    throw new Error("the worker is being stopped");
  }
  if (error instanceof RunLost || (error instanceof Error && error.name === "AbortError")) return;
  // The lease ends by itself; the queue tries again when the database is back.
  if (isDatabaseUnavailable(error)) throw error;
  const known = error instanceof GreenhouseError || error instanceof UnsealError;
  if (!known) logger().error({ runId: run.id, error: describeError(error) }, "sync failed");
  await finish(organizationId, run.id, leaseToken, requests, failureOf(error), async (tx, now) => {
    const credentialSealed = ending.integration?.credentialSealed;
    const attention = attentionOf(error);
    if (attention && credentialSealed && ending.integration) {
      await needAttention(tx, organizationId, { integrationId: ending.integration.id, credentialSealed }, attention, now);
    }
  });
}

async function finish(
  organizationId: OrganizationId,
  runId: string,
  leaseToken: string,
  requests: number,
  error: { code: SyncErrorCode; message: string } | null,
  also?: (tx: TenantTx, now: Date) => Promise<void>,
): Promise<void> {
  await inOrganization(organizationId, async (tx) => {
    const now = new Date();
    if (await finishRun(tx, runId, leaseToken, { requests, error }, now)) await also?.(tx, now);
  });
}

function failureOf(error: unknown): { code: SyncErrorCode; message: string } {
  if (error instanceof GreenhouseError) return { code: error.failure, message: error.message };
  if (error instanceof UnsealError) {
    return { code: "credential_unreadable", message: "The stored key can no longer be opened. Paste it again." };
  }
  return { code: "internal_error", message: "Something failed on our side. The next sync goes on where this one stopped." };
}

function attentionOf(error: unknown) {
  if (error instanceof UnsealError) return { code: "credential_unreadable" as const, message: failureOf(error).message };
  if (!(error instanceof GreenhouseError)) return null;
  if (error.failure === "credential_rejected") {
    return {
      code: error.failure,
      message: "Greenhouse does not accept the key any more: it was revoked or deleted there. Create a new one and paste it here.",
    };
  }
  if (error.failure !== "permission_missing") return null;
  return { code: error.failure, message: error.message, missingPermission: error.permission };
}
