import { randomUUID } from "node:crypto";
import type { ListName, ListPlace } from "@/lib/connections/listing/data";
import { dropPlaces, savePlaces } from "@/lib/connections/listing/mutations";
import { needAttention, recordSuccessfulRun, type SeenByRun, scheduleSync } from "@/lib/connections/mutations";
import { type GreenhouseConnector, GreenhouseError } from "@/lib/greenhouse/connector";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as connections from "@/lib/messages/generated/server/connections";
import * as m from "@/lib/messages/generated/server/syncs";
import { UnsealError } from "@/lib/platform/crypto";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";
import { asOrganizationId, inOrganization, type OrganizationId, refreshStatistics, type TenantTx } from "@/lib/platform/db";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { metrics } from "@/lib/platform/telemetry/metrics";
import {
  advanceRun,
  type ClaimedRun,
  claimRun,
  finishRun,
  type RunProgress,
  releaseRun,
  renewLease,
  restartCounts,
  storePreview,
} from "@/lib/sync-runs/mutations";
import type { SyncErrorCode } from "@/lib/sync-runs/schema";
import { attentionOf } from "@/lib/workflows/connect/greenhouse-attention";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { enqueueDueEmails } from "@/lib/workflows/hr-emails/hire-email-clock";
import { checkAgain } from "@/lib/workflows/sync/check-again";
import { listChanges } from "@/lib/workflows/sync/listing/list-changes";
import { type LoadedRun, loadRun } from "@/lib/workflows/sync/load-run";
import { PreviewFindings, tryStep } from "@/lib/workflows/sync/preview-sync";
import type { RunContext, StepResult } from "@/lib/workflows/sync/run-context";
import { STEP_LIMIT_MS, watchRun } from "@/lib/workflows/sync/run-watch";
import { usesHiringTeam } from "@/lib/workflows/sync/to-new-hire-draft";
import type { PartnerIntegration, SyncRun } from "@/prisma/generated/client";

/** Added hires after which the database's statistics are refreshed; each next refresh needs twice as many. */
const MANY_ADDED = 500;
// Syncs come every few minutes.
const FAILING_QUIET_SECONDS = 1_800;

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
export async function syncHiredCandidates(
  organizationId: OrganizationId,
  runId: string,
  signal: AbortSignal,
  { stepLimitMs = STEP_LIMIT_MS } = {},
): Promise<void> {
  const leaseToken = randomUUID();
  const claim = await inOrganization(organizationId, async (tx, now) => {
    const found = await claimRun(tx, runId, leaseToken, now);
    if (found.kind !== "claimed") return found;
    const loaded = await loadRun(tx, found.run, { evenIfNotDue: isByHand(found.run) });
    return { ...found, loaded: { ...loaded, now, readAt: performance.now() } };
  });
  if (claim.kind === "over") return;
  if (claim.kind === "held") {
    await inOrganization(organizationId, (tx) =>
      enqueue(tx, syncOrganizationJob, [{ organizationId, runId }], { startAfterSeconds: claim.seconds }),
    );
    return;
  }
  await runClaimed(organizationId, claim, leaseToken, signal, stepLimitMs);
}

async function runClaimed(
  organizationId: OrganizationId,
  { run, loaded }: { run: ClaimedRun; loaded: LoadedRun & { now: Date; readAt: number } },
  leaseToken: string,
  signal: AbortSignal,
  stepLimitMs: number,
): Promise<void> {
  const { integration, mappings, token, now: claimedAt, readAt } = loaded;
  let connector: GreenhouseConnector | undefined;
  // A run resumed by another worker goes on counting where the first one was.
  const requests = () => run.requests + (connector?.requestCount() ?? 0);
  const renew = () => inOrganization(organizationId, (tx, now) => renewLease(tx, run.id, leaseToken, requests(), now));
  const watch = watchRun(renew, stepLimitMs);
  try {
    if (!integration?.credentialSealed) throw new RunLost();
    connector = openConnector(integration, {
      signal: AbortSignal.any([signal, watch.signal]),
      token: token ? { token, now: claimedAt, readAt } : undefined,
    });
    const preview = run.trigger === "preview" ? new PreviewFindings() : null;
    if (preview) await inOrganization(organizationId, (tx) => restartCounts(tx, run.id, leaseToken));
    let added = 0;
    let refreshAt = MANY_ADDED;
    const places = new Map<ListName, ListPlace>();
    const progress = { done: preview ? 0 : run.progressDone, total: null as number | null };
    const context: RunContext = {
      organizationId,
      integration,
      connector,
      startedAt: run.startedAt,
      greenhouseTime: null,
      clockSkewSeconds: null,
      databaseNow: () => new Date(claimedAt.getTime() + performance.now() - readAt),
      chosen: { mappings, pay: loaded.payFields },
      reads: { hiringTeam: usesHiringTeam(mappings) },
      open: { unreadOffers: loaded.hasUnreadOffers, duePeople: loaded.hasDuePeople },
      byHand: isByHand(run),
      progress,
      trial: preview ? { settled: new Set(), recheck: new Map() } : null,
      step: async (work) => {
        const tried = preview ? await tryStep(organizationId, work) : null;
        preview?.note(tried?.changes ?? []);
        await inOrganization(organizationId, async (tx, now) => {
          if (!preview) await savePlaces(tx, integration.id, places);
          const result = tried ?? (await work(tx, now));
          if (!(await advanceRun(tx, run.id, leaseToken, stepProgress(requests(), result, progress), now))) throw new RunLost();
          added += result.counts.added ?? 0;
        });
        places.clear();
        context.open.duePeople = true;
        watch.stepped();
        if (!preview && added >= refreshAt) {
          await refreshStatistics();
          refreshAt = added * 2;
        }
      },
      storePlaceLater: (list, place) => places.set(list, place),
    };
    await listChanges(context);
    await checkAgain(context);
    const lost = connector.lostPermissions();
    await finish(organizationId, run.id, leaseToken, requests(), null, async (tx, now) => {
      if (preview) return storePreview(tx, run.id, preview.listed());
      await savePlaces(tx, integration.id, places);
      await settleConnection(tx, integration, run, { lostPermissions: lost, clockSkewSeconds: context.clockSkewSeconds ?? 0 }, now);
    });
  } catch (error) {
    const stalled = watch.isStalled() ? new GreenhouseError("greenhouse_unreachable", m.stalled()) : null;
    await endedBy(stalled ?? error, { organizationId, integration, run, leaseToken, requests: requests(), stopping: signal.aborted });
  } finally {
    watch.end();
    await connector?.close();
  }
}

/** Records on the connection that a run has ended; when Greenhouse announced a change during the run, the next one is due. */
async function settleConnection(tx: TenantTx, integration: PartnerIntegration, run: SyncRun, seen: SeenByRun, now: Date): Promise<void> {
  const announcedAt = await recordSuccessfulRun(tx, integration, seen);
  if (announcedAt && run.startedAt && announcedAt >= run.startedAt) {
    await scheduleSync(tx, asOrganizationId(integration.organizationId), integration.id, now);
  }
}

/** Whether a person asked for the run, because something changed in Greenhouse. */
function isByHand({ trigger }: SyncRun): boolean {
  return trigger === "manual" || trigger === "connect";
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
  await finish(organizationId, run.id, leaseToken, requests, failureOf(error), async (tx, now) => {
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

async function finish(
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
