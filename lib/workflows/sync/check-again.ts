import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { scheduleSync } from "@/lib/connections/mutations";
import { GreenhouseError, type PersonResult } from "@/lib/greenhouse/connector";
import { findNewHire } from "@/lib/hires/data";
import { lockHires } from "@/lib/hires/lock";
import type { NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/server/connections";
import { applicationsToCheck } from "@/lib/offers/data";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { databaseTime, inOrganization } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { asApplicationId, type HireId } from "@/lib/platform/ids";
import { readMappings } from "@/lib/settings/data";
import { notAnswered, noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { type ApplicationCheck, applicationChecks, chunksOf, isAnnounced, isStanding } from "@/lib/workflows/sync/application-check";
import { applyHarvestState } from "@/lib/workflows/sync/apply-harvest-state";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";
import { usesHiringTeam } from "@/lib/workflows/sync/to-new-hire-draft";

/** Requests that one run spends on looking again at most: 500 are 100 seconds of Harvest v1's rate limit. */
const BUDGET_REQUESTS = 500;
// A change may become visible a little after its own time stamp.
const OVERLAP_MS = 5 * MINUTE_MS;

/**
 * Looks again at the people whose turn it is: hires that are incomplete, accepted offers whose hire is awaited, invited
 * people who may have been rescinded. Those whose offer no longer stands cost no request, nor do those that Greenhouse
 * can report as unchanged for fewer requests.
 */
export async function checkAgain(run: RunContext): Promise<void> {
  if (!run.open.duePeople) return;
  const limit = Math.floor(BUDGET_REQUESTS / (run.connector.requestsFor(1_000) / 1_000));
  const toCheck = await inOrganization(run.organizationId, (tx) =>
    applicationsToCheck(tx, { now: run.startedAt, limit, evenIfNotDue: run.byHand }),
  );
  const due = toCheck.flatMap(({ applicationId: id }) => (run.trial?.settled.has(id) || run.trial?.recheck.has(id) ? [] : id));
  const checks = [
    ...(run.trial?.recheck.values() ?? []),
    ...(await inOrganization(run.organizationId, (tx) => applicationChecks(tx, due))),
  ];
  if (checks.length === 0) return;
  run.progress.total = run.progress.done + checks.length;
  const listsHired = run.connector.hiredPage !== null;
  const standing = checks.filter((check) => isStanding(check, listsHired) || isAnnounced(check));
  const changed = await changedAmong(run, standing);
  const asked = new Set(changed ?? standing);
  for (const chunk of chunksOf(
    checks.filter((check) => !asked.has(check)),
    run.connector.batchSize.preferred,
  ))
    await settleChunk(run, chunk, new Map());
  for (const chunk of chunksOf([...asked], run.connector.batchSize.preferred))
    await settleChunk(run, chunk, await run.connector.people(chunk, run.reads));
}

async function settleChunk(run: RunContext, chunk: readonly ApplicationCheck[], people: ReadonlyMap<number, PersonResult>): Promise<void> {
  run.progress.done += chunk.length;
  await run.step((tx, now) => applyHarvestState(tx, run, chunk, people, now));
}

/** Returns the applications that changed in Greenhouse or were never read; null when telling saves no requests over reading all. */
async function changedAmong(run: RunContext, checks: readonly ApplicationCheck[]): Promise<ApplicationCheck[] | null> {
  // One later than now was told by a clock that was wrong: whatever it says was seen may not have been.
  const readAt = ({ tracked }: ApplicationCheck) => (tracked?.readAt && tracked.readAt <= run.startedAt ? tracked.readAt : null);
  const since = checks.flatMap((check) => readAt(check)?.getTime() ?? []);
  if (since.length === 0) return null;
  const unread = checks.length - since.length;
  const saved = run.connector.requestsFor(checks.length) - run.connector.requestsFor(unread);
  const changes = await run.connector.changedSince(new Date(Math.min(...since) - OVERLAP_MS), saved - 1);
  if (changes === null) return null;
  return checks.filter(
    (check) => readAt(check) === null || changes.applicationIds.has(check.applicationId) || changes.candidateIds.has(check.candidateId),
  );
}

/** Reads one hire again from Greenhouse now, because a person asked, and answers the record as it is then. Throws `not_found` where that erased it. */
export async function checkOneAgain(actor: Actor, newHireId: HireId): Promise<NewHire> {
  const { organizationId } = actor;
  const { hire, integration, checks, mappings } = await inOrganization(organizationId, async (tx) => {
    const found = await findNewHire(tx, newHireId);
    return {
      hire: found,
      mappings: await readMappings(tx),
      integration: await findGreenhouse(tx),
      checks: found?.greenhouse ? await applicationChecks(tx, [asApplicationId(found.greenhouse.applicationId)]) : [],
    };
  });
  if (!hire) throw notFound("new hire");
  // Greenhouse does not know them.
  if (!hire.greenhouse) return hire;
  const applicationId = asApplicationId(hire.greenhouse.applicationId);
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.notConnected());
  const connector = openConnector(integration);
  try {
    const startedAt = await databaseTime();
    const people = await connector.people(checks, { hiringTeam: usesHiringTeam(mappings) });
    const after = await inOrganization(organizationId, async (tx, now) => {
      // A sync may have overtaken this: after its lock, what it stored is seen, and what it decided later than this began counts.
      await lockHires(tx, organizationId, { ids: [newHireId] });
      const checks = (await applicationChecks(tx, [applicationId])).filter(
        ({ tracked }) => !tracked?.lastCheckedAt || tracked.lastCheckedAt < startedAt,
      );
      await applyHarvestState(tx, { organizationId, greenhouseTime: null, connector }, checks, people, now);
      // A newer offer, with another start date, is only found by listing offers: the sync that does so comes now.
      if (integration.status === "connected") await scheduleSync(tx, organizationId, integration.id, now);
      return findNewHire(tx, newHireId);
    });
    // Erased with what Greenhouse said; that stays done.
    if (!after) throw notFound("new hire");
    return after;
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    await noteRefusal(organizationId, integration, error);
    throw notAnswered(error, m.recordUnchanged({ reason: error.message }));
  } finally {
    await connector.close();
  }
}
