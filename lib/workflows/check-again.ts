import { applicationsToCheck, heldOffers, trackedApplications } from "@/lib/accepted-offers/data";
import { standingOffer } from "@/lib/accepted-offers/rules";
import type { Actor } from "@/lib/auth/actor";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { AppError, notFound } from "@/lib/http/app-error";
import { findGreenhouse } from "@/lib/integrations/data";
import { needAttention } from "@/lib/integrations/mutations";
import { findNewHire } from "@/lib/new-hires/data";
import type { NewHire } from "@/lib/new-hires/schema";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { openConnector } from "@/lib/workflows/greenhouse-connection";
import type { RunContext } from "@/lib/workflows/run-context";
import { type Look, settleApplications } from "@/lib/workflows/settle-applications";

/** People looked at again in one run at most: 500 requests are 100 seconds of Harvest v1's rate limit. */
const BUDGET = 500;
const CHUNK = 50;

/**
 * Looks again at the people whose turn it is: hires that are incomplete, accepted offers whose hire is awaited, invited
 * people who may have been rescinded. Those whose offer no longer stands cost no request.
 */
export async function checkAgain(run: RunContext): Promise<void> {
  const due = await inOrganization(run.organizationId, (tx) =>
    applicationsToCheck(tx, { now: run.startedAt, limit: BUDGET, evenIfNotDue: run.byHand }),
  );
  if (due.length === 0) return;
  run.progress.total = run.progress.done + due.length;
  for (let at = 0; at < due.length; at += CHUNK) {
    const looks = await looksAt(
      run.organizationId,
      due.slice(at, at + CHUNK).map((one) => one.applicationId),
    );
    const asked = looks.filter((look) => standingOffer(look.offers) !== null).map((look) => look.candidateId);
    const people = await run.connector.candidates(asked);
    run.progress.done += looks.length;
    await run.step((tx, now) => settleApplications(tx, run, looks, people, now));
  }
}

async function looksAt(organizationId: OrganizationId, applicationIds: readonly number[]): Promise<Look[]> {
  return inOrganization(organizationId, async (tx) => {
    const tracked = await trackedApplications(tx, applicationIds);
    const offers = Map.groupBy(await heldOffers(tx, applicationIds), (offer) => offer.applicationId);
    return [...tracked.values()].map((one) => ({
      applicationId: one.applicationId,
      candidateId: one.candidateId,
      offers: offers.get(one.applicationId) ?? [],
      changed: [],
      tracked: one,
    }));
  });
}

/** Reads one hire again from Greenhouse now, because a person asked, and answers the record as it is then. */
export async function checkOneAgain(actor: Actor, newHireId: string): Promise<NewHire> {
  const { organizationId } = actor;
  const { hire, integration } = await inOrganization(organizationId, async (tx) => ({
    hire: await findNewHire(tx, newHireId),
    integration: await findGreenhouse(tx),
  }));
  if (!hire) throw notFound("new hire");
  const credentialSealed = integration?.credentialSealed;
  if (!integration || !credentialSealed) throw new AppError("not_connected", "Greenhouse is not connected. An admin can connect it.");
  const looks = await looksAt(organizationId, [hire.greenhouse.applicationId]);
  const connector = openConnector(organizationId, credentialSealed);
  try {
    const people = await connector.candidates(looks.map((look) => look.candidateId));
    return await inOrganization(organizationId, async (tx) => {
      await settleApplications(tx, { organizationId }, looks, people, new Date());
      return (await findNewHire(tx, newHireId)) ?? hire;
    });
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    if (error.failure === "credential_rejected" || error.failure === "permission_missing") {
      const reason = { code: error.failure, message: error.message, missingPermission: error.permission };
      await inOrganization(organizationId, (tx) =>
        needAttention(tx, organizationId, { integrationId: integration.id, credentialSealed }, reason, new Date()),
      );
    }
    throw new AppError("greenhouse_unreachable", `${error.message} The record is as it was.`, { retryAfterSeconds: 30 });
  } finally {
    await connector.close();
  }
}
