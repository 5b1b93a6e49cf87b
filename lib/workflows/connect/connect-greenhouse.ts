import type { Actor } from "@/lib/auth/actor";
import type { ConnectGreenhouse } from "@/lib/connections/credentials/schema";
import { findGreenhouse, greenhouseView, webhookAddress } from "@/lib/connections/data";
import { listHiredAgain, listOffersFrom } from "@/lib/connections/listing/mutations";
import type { WebhookSecret } from "@/lib/connections/manage/schema";
import { changeInviteFrom, disconnect, scheduleSync, storeCredential, type VerifiedCredential } from "@/lib/connections/mutations";
import { deleteReferences } from "@/lib/connections/references/mutations";
import type { ChangeGreenhouse, GreenhouseView } from "@/lib/connections/schema";
import { deleteToken, storeToken } from "@/lib/connections/tokens/mutations";
import { deleteWebhook, forgetWebhooks, renewWebhookSecret } from "@/lib/connections/webhooks/mutations";
import { OPENINGS } from "@/lib/greenhouse/v3/permissions";
import * as m from "@/lib/messages/generated/server/connections";
import { oldestStoredOffer } from "@/lib/offers/data";
import { recheckHeldHires } from "@/lib/offers/mutations";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { readMappings, readSetting, syncIntervalMs } from "@/lib/settings/data";
import { cancelRuns, startRun } from "@/lib/sync-runs/mutations";
import { type CheckedCredential, checkCredential } from "@/lib/workflows/connect/check-credential";
import { enqueueWebhookCheck, removeWebhooks } from "@/lib/workflows/connect/manage-webhooks";
import { usesOpenings } from "@/lib/workflows/sync/to-new-hire-draft";
import type { PartnerIntegration } from "@/prisma/generated/client";

/**
 * Checks a pasted credential against Greenhouse and, when the needed permissions are there, stores it and starts the first
 * sync. On any failure the earlier credential stays as it was, and the error says what to do.
 */
export async function connectGreenhouse(actor: Actor, given: ConnectGreenhouse): Promise<GreenhouseView> {
  return takeIntoUse(actor, await checkCredential(actor.organizationId, given), given.inviteFrom);
}

/** Stores a credential that was checked, with its token, and starts the first sync, all or nothing. */
export async function takeIntoUse(
  actor: Actor,
  { credential, token }: CheckedCredential,
  wantedInviteFrom: string | undefined,
): Promise<GreenhouseView> {
  const { organizationId } = actor;
  return inOrganization(organizationId, async (tx, now) => {
    const held = await findGreenhouse(tx);
    const inviteFrom = wantedInviteFrom ?? utcDay(held?.inviteFrom ?? now);
    const integrationId = await storeCredential(tx, actor, credential, { inviteFrom, now });
    if (token) await storeToken(tx, organizationId, integrationId, token, now);
    else if (credential.grant === "key") await deleteToken(tx, integrationId);
    await scheduleSync(tx, organizationId, integrationId, new Date(now.getTime() + (await syncIntervalMs(tx))));
    await startRun(tx, organizationId, { integrationId, trigger: "connect", requestedBy: actor.name, now });
    if (gains(held, credential.permissions, OPENINGS)) await listMappedOffersAgain(tx, integrationId);
    await forgetWebhooks(tx, integrationId);
    await enqueueWebhookCheck(tx, organizationId, now);
    return greenhouseView(tx);
  });
}

/** Whether a connection may now read what the one before could not. */
function gains(before: PartnerIntegration | null, now: VerifiedCredential["permissions"], scope: string): boolean {
  const has = (permissions: VerifiedCredential["permissions"]) => permissions.some(({ name, granted }) => name === scope && granted);
  return before !== null && has(now) && !has(before.permissions as VerifiedCredential["permissions"]);
}

/** Has offers be listed from the first one on where a mapping uses their openings, which could not be read before. */
async function listMappedOffersAgain(tx: TenantTx, integrationId: string): Promise<void> {
  const from = usesOpenings([...(await readMappings(tx)), ...(await readSetting(tx, "compensation")).value.fields])
    ? await oldestStoredOffer(tx)
    : null;
  if (from) await listOffersFrom(tx, integrationId, from);
}

/** Ends the connection: its webhooks are removed from Greenhouse where the portal made them, then what is kept of it here. */
export async function leaveGreenhouse(actor: Actor): Promise<void> {
  await removeWebhooks(actor);
  await inOrganization(actor.organizationId, (tx, now) => disconnectGreenhouse(tx, actor, now));
}

/** Erases the credential with everything that came of it, and ends the sync under way; hires and history stay. */
export async function disconnectGreenhouse(tx: TenantTx, actor: Actor, now: Date): Promise<void> {
  const integration = await findGreenhouse(tx);
  if (!integration?.credentialSealed) return;
  await disconnect(tx, actor, now);
  await deleteToken(tx, integration.id);
  await deleteWebhook(tx, integration.id);
  await forgetWebhooks(tx, integration.id);
  await deleteReferences(tx);
}

/** Makes the secret with which Greenhouse signs what it announces, in place of an earlier one; shown this once. */
export async function makeWebhookSecret(tx: TenantTx, actor: Actor): Promise<WebhookSecret> {
  const integration = await findGreenhouse(tx);
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.connectFirst());
  const secret = await renewWebhookSecret(tx, actor, integration.id);
  await forgetWebhooks(tx, integration.id);
  return { url: webhookAddress(env().APP_URL, integration.id), secret };
}

/** Moves the go-live date; hires on hold because of the old one are decided again by a sync that starts immediately. */
export async function changeGoLive(tx: TenantTx, actor: Actor, change: ChangeGreenhouse, now: Date): Promise<GreenhouseView> {
  await changeInviteFrom(tx, actor, change);
  const integration = await findGreenhouse(tx);
  // Who was hired without an offer before the earlier date was passed over. A run under way goes by the date that it began with.
  if (integration) {
    await cancelRuns(tx, "connection_changed", now);
    await listHiredAgain(tx, integration.id);
  }
  if (integration?.status === "connected") {
    await recheckHeldHires(tx, now);
    await startRun(tx, actor.organizationId, { integrationId: integration.id, trigger: "manual", requestedBy: actor.name, now });
  }
  return greenhouseView(tx);
}

/** Starts a sync because a person asked for one, or answers with the run under way. */
export async function syncNow(tx: TenantTx, actor: Actor, now: Date): Promise<string> {
  const integration = await findGreenhouse(tx);
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.notConnected());
  return startRun(tx, actor.organizationId, { integrationId: integration.id, trigger: "manual", requestedBy: actor.name, now });
}
