import { recheckHeldHires } from "@/lib/accepted-offers/mutations";
import type { Actor } from "@/lib/auth/actor";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { HarvestV1, LIST_OFFERS, RETRIEVE_CANDIDATE } from "@/lib/greenhouse/v1";
import { AppError } from "@/lib/http/app-error";
import { findGreenhouse, greenhouseView } from "@/lib/integrations/data";
import { changeInviteFrom, scheduleSync, storeCredential } from "@/lib/integrations/mutations";
import type { ChangeGreenhouse, ConnectGreenhouse, GreenhouseView } from "@/lib/integrations/schema";
import { inOrganization } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { startRun } from "@/lib/sync-runs/mutations";

// No Greenhouse id reaches this, so the answer tells the permission apart and nothing else.
const NO_SUCH_CANDIDATE = 1;
// A person waits: two quick repetitions ride out a hiccup, more would look like a hang.
const ATTEMPTS = 3;

/**
 * Checks a pasted key against Greenhouse and, when both permissions are there, stores it and starts the first sync. On any
 * failure the earlier credential stays as it was, and the error says what to do.
 */
export async function connectGreenhouse(actor: Actor, given: ConnectGreenhouse): Promise<GreenhouseView> {
  const permissions = await checkKey(given.apiKey);
  const missing = permissions.filter(({ granted }) => !granted);
  if (missing.length > 0) throw permissionMissing(missing.map(({ name }) => name));
  const now = new Date();
  return inOrganization(actor.organizationId, async (tx) => {
    const held = await findGreenhouse(tx);
    const inviteFrom = given.inviteFrom ?? (held?.inviteFrom ?? now).toISOString().slice(0, 10);
    const credential = { apiVersion: "v1" as const, secret: given.apiKey, permissions };
    const integrationId = await storeCredential(tx, actor, credential, { inviteFrom, now });
    await scheduleSync(tx, actor.organizationId, integrationId, new Date(now.getTime() + env().SYNC_INTERVAL_SECONDS * 1000));
    await startRun(tx, actor.organizationId, { integrationId, trigger: "connect", requestedBy: actor.name, now });
    return greenhouseView(tx);
  });
}

/** Moves the go-live date; hires on hold because of the old one are decided again by a sync that starts at once. */
export async function changeGoLive(actor: Actor, change: ChangeGreenhouse): Promise<GreenhouseView> {
  const now = new Date();
  return inOrganization(actor.organizationId, async (tx) => {
    await changeInviteFrom(tx, actor, change);
    const integration = await findGreenhouse(tx);
    if (integration?.status === "connected") {
      await recheckHeldHires(tx, now);
      await startRun(tx, actor.organizationId, { integrationId: integration.id, trigger: "manual", requestedBy: actor.name, now });
    }
    return greenhouseView(tx);
  });
}

/** Starts a sync because a person asked for one, or answers with the run under way. */
export async function syncNow(actor: Actor): Promise<string> {
  return inOrganization(actor.organizationId, async (tx) => {
    const integration = await findGreenhouse(tx);
    if (!integration?.credentialSealed) throw new AppError("not_connected", "Greenhouse is not connected. An admin can connect it.");
    return startRun(tx, actor.organizationId, {
      integrationId: integration.id,
      trigger: "manual",
      requestedBy: actor.name,
      now: new Date(),
    });
  });
}

async function checkKey(apiKey: string): Promise<{ name: string; granted: boolean }[]> {
  const client = new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey, attempts: ATTEMPTS });
  try {
    const offers = await client.mayListOffers();
    const mayRetrieve = await client.mayRetrieveCandidate(offers.firstCandidateId ?? NO_SUCH_CANDIDATE);
    return [
      { name: RETRIEVE_CANDIDATE, granted: mayRetrieve },
      { name: LIST_OFFERS, granted: offers.granted },
    ];
  } catch (error) {
    throw error instanceof GreenhouseError ? refusedCheck(error) : error;
  } finally {
    await client.close();
  }
}

function refusedCheck(error: GreenhouseError): AppError {
  if (error.failure === "credential_rejected") {
    return new AppError("credential_rejected", "Greenhouse does not accept this key. Copy it again, whole, or create a new one.");
  }
  return new AppError("greenhouse_unreachable", `${error.message} The key was not saved; try again in a moment.`, {
    retryAfterSeconds: 30,
  });
}

const whatFor: Record<string, string> = {
  [RETRIEVE_CANDIDATE]: "This key may not retrieve candidates, so nobody's record could be read.",
  [LIST_OFFERS]: "This key may not list offers, so hires could not be found.",
};
const whereToTick: Record<string, string> = {
  [RETRIEVE_CANDIDATE]: "under Candidates tick Get: Retrieve Candidate",
  [LIST_OFFERS]: "under Offers tick Get: List Offers",
};

function permissionMissing(names: string[]): AppError {
  const ticks = names.map((name) => whereToTick[name]).join(", and ");
  return new AppError(
    "permission_missing",
    `${names.map((name) => whatFor[name]).join(" ")} In Greenhouse, open the key, choose Manage Permissions, and ${ticks}. Then check it again.`,
    { invalidParams: names.map((name) => ({ name, reason: "Not granted" })) },
  );
}
