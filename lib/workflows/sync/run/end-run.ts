import { dropPlaces } from "@/lib/connections/listing/mutations";
import { needAttention } from "@/lib/connections/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as connections from "@/lib/messages/generated/server/connections";
import * as m from "@/lib/messages/generated/server/syncs";
import { UnsealError } from "@/lib/platform/crypto";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { finishRun, releaseRun } from "@/lib/sync-runs/mutations";
import type { SyncErrorCode } from "@/lib/sync-runs/schema";
import { attentionOf } from "@/lib/workflows/connect/greenhouse-attention";
import { enqueueDueEmails } from "@/lib/workflows/hr-emails/hire-email-clock";
import type { PartnerIntegration, SyncRun } from "@/prisma/generated/client";

// Syncs come every few minutes.
const FAILING_QUIET_SECONDS = 1_800;

/** Another worker took the run over, or it was ended from outside; whatever this one had in hand is rolled back. */
export class RunLost extends Error {
  constructor() {
    super("the run is no longer this worker's");
    this.name = "RunLost";
  }
}

export interface Ending {
  organizationId: OrganizationId;
  integration: PartnerIntegration | null;
  run: SyncRun;
  leaseToken: string;
  requests: number;
  stopping: boolean;
}

/** What a run that did not reach its end leaves behind: a reason on the screen, or the run itself for the next worker. */
export async function endedBy(error: unknown, ending: Ending): Promise<void> {
  const { organizationId, run, leaseToken, requests } = ending;
  if (ending.stopping) {
    return inOrganization(organizationId, async (tx, now) => {
      // Another worker goes on at once, and not when the queue's own wait for a failed job is over.
      if (await releaseRun(tx, run.id, leaseToken, now)) await enqueue(tx, syncOrganizationJob, [{ organizationId, runId: run.id }]);
    });
  }
  if (error instanceof RunLost || (error instanceof Error && error.name === "AbortError")) return;
  // The lease expires automatically; the queue tries again when the database is back.
  if (isDatabaseUnavailable(error)) throw error;
  const known = error instanceof GreenhouseError || error instanceof UnsealError;
  const quiet = { quietSeconds: FAILING_QUIET_SECONDS };
  if (known) recurringFault("syncs fail", { level: "warn", ...quiet }).failed(error);
  else recurringFault("syncs end with an error of ours", { level: "error", ...quiet }).failed(error);
  await finishClaimed(organizationId, run.id, leaseToken, requests, failureOf(error), async (tx, now) => {
    const credentialSealed = ending.integration?.credentialSealed;
    const attention = attentionOf(error);
    if (attention && credentialSealed && ending.integration) {
      await needAttention(tx, organizationId, { integrationId: ending.integration.id, credentialSealed }, attention, now);
    }
    // A place that Greenhouse does not know, or no longer, would stop every later run.
    if (ending.integration && error instanceof GreenhouseError && error.failure === "greenhouse_unreadable") {
      await dropPlaces(tx, ending.integration.id);
    }
  });
}

/** Ends a run, does `also` in the same transaction, and enqueues emails about whom it brought. Does nothing when it is no longer this worker's. */
export async function finishClaimed(
  organizationId: OrganizationId,
  runId: string,
  leaseToken: string,
  requests: number,
  error: { code: SyncErrorCode; message: string } | null,
  also?: (tx: TenantTx, now: Date) => Promise<void>,
): Promise<void> {
  const isEnded = await inOrganization(organizationId, async (tx, now) => {
    const ended = await finishRun(tx, runId, leaseToken, { requests, error }, now);
    if (!ended) return false;
    await also?.(tx, now);
    // The clock tells of everything else.
    if (ended.isChanging) await enqueueDueEmails(tx, organizationId, now);
    return true;
  });
  if (isEnded) metrics().syncRuns.inc({ outcome: error?.code ?? "succeeded" });
}

function failureOf(error: unknown): { code: SyncErrorCode; message: string } {
  if (error instanceof GreenhouseError) return { code: error.failure, message: error.message };
  if (error instanceof UnsealError) {
    return { code: "credential_unreadable", message: connections.credentialUnreadable() };
  }
  return { code: "internal_error", message: m.failed() };
}
