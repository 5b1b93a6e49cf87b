import { randomUUID } from "node:crypto";
import type { ListName, ListPlace } from "@/lib/connections/listing/data";
import { savePlaces } from "@/lib/connections/listing/mutations";
import { recordSuccessfulRun, type SeenByRun, scheduleSync } from "@/lib/connections/mutations";
import { type GreenhouseConnector, GreenhouseError } from "@/lib/greenhouse/connector";
import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/syncs";
import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import {
  advanceRun,
  type ClaimedRun,
  claimRun,
  type RunProgress,
  renewLease,
  restartCounts,
  storePreview,
} from "@/lib/sync-runs/mutations";
import { RUN_LEASE_SECONDS } from "@/lib/sync-runs/rules";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { checkAgain } from "@/lib/workflows/sync/check-again";
import { listChanges } from "@/lib/workflows/sync/listing/list-changes";
import { PreviewFindings, tryStep } from "@/lib/workflows/sync/preview-sync";
import { endedBy, finishClaimed, RunLost } from "@/lib/workflows/sync/run/end-run";
import { freshStatistics } from "@/lib/workflows/sync/run/fresh-statistics";
import { type LoadedRun, loadRun } from "@/lib/workflows/sync/run/load-run";
import type { TakeTurn } from "@/lib/workflows/sync/run/long-runs";
import type { RunContext, StepResult } from "@/lib/workflows/sync/run/run-context";
import { STEP_LIMIT_MS, watchRun } from "@/lib/workflows/sync/run/run-watch";
import { usesHiringTeam } from "@/lib/workflows/sync/to-new-hire-draft";
import type { PartnerIntegration, SyncRun } from "@/prisma/generated/client";

export interface RunOptions {
  /** The longest time between two steps. */
  stepLimitMs?: number;
  /** Has a step wait for its turn; at once unless given. */
  takeTurn?: TakeTurn;
}

/**
 * Runs one sync to its end: reads the offers that changed, then the people who are due for another look. Any number of
 * workers may be given the same run; one does it, and when it dies another goes on at the last committed step.
 */
export async function syncHiredCandidates(
  organizationId: OrganizationId,
  runId: string,
  signal: AbortSignal,
  { stepLimitMs = STEP_LIMIT_MS, takeTurn = (step) => step() }: RunOptions = {},
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
  await runClaimed(organizationId, claim, leaseToken, signal, { stepLimitMs, takeTurn });
}

/** Has a worker look after a run once its lease would be over, in case the one that holds it dies. */
export function watchOverRun(organizationId: OrganizationId, runId: string): Promise<void> {
  return inOrganization(organizationId, (tx) =>
    enqueue(tx, syncOrganizationJob, [{ organizationId, runId }], { startAfterSeconds: RUN_LEASE_SECONDS }),
  );
}

async function runClaimed(
  organizationId: OrganizationId,
  { run, loaded }: { run: ClaimedRun; loaded: LoadedRun & { now: Date; readAt: number } },
  leaseToken: string,
  signal: AbortSignal,
  { stepLimitMs, takeTurn }: Required<RunOptions>,
): Promise<void> {
  const { integration, mappings, token, now: claimedAt, readAt } = loaded;
  let connector: GreenhouseConnector | undefined;
  // A run resumed by another worker goes on counting where the first one was.
  const requests = () => run.requests + (connector?.requestCount() ?? 0);
  const renew = () => inOrganization(organizationId, (tx, now) => renewLease(tx, run.id, leaseToken, requests(), now));
  const watch = watchRun(renew, stepLimitMs);
  const statistics = freshStatistics();
  try {
    if (!integration?.credentialSealed) throw new RunLost();
    connector = openConnector(integration, {
      signal: AbortSignal.any([signal, watch.signal]),
      token: token ? { token, now: claimedAt, readAt } : undefined,
    });
    const preview = run.trigger === "preview" ? new PreviewFindings() : null;
    if (preview) await inOrganization(organizationId, (tx) => restartCounts(tx, run.id, leaseToken));
    let added = 0;
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
        await takeTurn(() =>
          inOrganization(organizationId, async (tx, now) => {
            if (!preview) await savePlaces(tx, integration.id, places);
            const result = tried ?? (await work(tx, now));
            if (!(await advanceRun(tx, run.id, leaseToken, stepProgress(requests(), result, progress), now))) throw new RunLost();
            added += result.counts.added ?? 0;
          }),
        );
        places.clear();
        context.open.duePeople = true;
        watch.stepped();
        if (!preview) statistics.added(added);
      },
      storePlaceLater: (list, place) => places.set(list, place),
    };
    await listChanges(context);
    await checkAgain(context);
    const lost = connector.lostPermissions();
    await finishClaimed(organizationId, run.id, leaseToken, requests(), null, async (tx, now) => {
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
    await statistics.settled();
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
