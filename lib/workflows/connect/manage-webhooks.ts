import { PORTAL } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse, webhookAddress } from "@/lib/connections/data";
import { noteWebhooks, webhookSecretOf } from "@/lib/connections/webhooks/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { HarvestWebhooks, webhookEvents, webhookScopes } from "@/lib/greenhouse/v3/webhooks";
import { manageWebhooksJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { DAY_MS } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { describeError, logger } from "@/lib/platform/logger";
import { oauthClientOf } from "@/lib/workflows/connect/greenhouse-connection";
import { SharedToken } from "@/lib/workflows/connect/shared-token";
import type { PartnerIntegration } from "@/prisma/generated/client";

// On disconnecting a person waits.
const ATTEMPTS = 2;

/** Whether the portal may look after webhooks: the vendor's client is registered for their scopes. */
export function mayManageWebhooks(): boolean {
  const registered = env().GREENHOUSE_OAUTH_SCOPES;
  return Object.values(webhookScopes).every((one) => registered.includes(one));
}

/** Whether the portal looks after a connection's webhooks, which takes an approval. */
function isManageable({ grant, credentialSealed }: PartnerIntegration): boolean {
  return grant === "authorization_code" && credentialSealed !== null && mayManageWebhooks();
}

/** Has a connection's webhooks checked a day after the last check; a change of the connection asks for one immediately. */
export async function enqueueWebhookCheck(tx: TenantTx, organizationId: OrganizationId, now: Date): Promise<void> {
  const integration = await findGreenhouse(tx);
  if (!integration || !isManageable(integration) || integration.status === "paused") return;
  const { webhooksCheckedAt: last } = integration;
  if (last && last.getTime() + DAY_MS > now.getTime()) return;
  await enqueue(tx, manageWebhooksJob, [{ organizationId }], { singletonKeys: [organizationId] });
}

/**
 * Creates the webhooks that are missing in Greenhouse and switches on those that it deactivated. Where none of ours is known, those that
 * lead here are replaced, because their secret may differ. A connection without permission is checked again a day later.
 */
export async function manageWebhooks(organizationId: OrganizationId): Promise<void> {
  const integration = await inOrganization(organizationId, findGreenhouse);
  if (!integration || !isManageable(integration)) return;
  const url = webhookAddress(env().APP_URL, integration.id);
  const webhooks = open(integration);
  try {
    const found = await webhooks.leadingTo(url);
    const kept = integration.webhooksManaged === 0 ? [] : found;
    for (const { id } of found.filter((one) => !kept.includes(one))) await webhooks.remove(id);
    const secret = await inOrganization(organizationId, (tx) => webhookSecretOf(tx, organizationId, integration.id));
    const missing = webhookEvents.filter((event) => !kept.some((one) => one.event === event));
    for (const event of missing) await webhooks.create(event, { url, secret });
    const off = kept.filter(({ isDeactivated }) => isDeactivated);
    for (const { id } of off) await webhooks.activate(id);
    await note(organizationId, integration.id, webhookEvents.length, { created: missing.length, reactivated: off.length });
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    logger().warn({ error: describeError(error) }, "webhooks cannot be looked after");
    await note(organizationId, integration.id, integration.webhooksManaged, { created: 0, reactivated: 0 });
  } finally {
    await webhooks.close();
  }
}

/** Removes a connection's webhooks from Greenhouse before it is disconnected. What Greenhouse refuses does not hold that up. */
export async function removeWebhooks({ organizationId }: Actor): Promise<void> {
  const integration = await inOrganization(organizationId, findGreenhouse);
  if (!integration || integration.webhooksManaged === 0 || !isManageable(integration)) return;
  const webhooks = open(integration);
  try {
    for (const { id } of await webhooks.leadingTo(webhookAddress(env().APP_URL, integration.id))) await webhooks.remove(id);
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    logger().warn({ error: describeError(error) }, "webhooks stay in Greenhouse");
  } finally {
    await webhooks.close();
  }
}

function open(integration: PartnerIntegration): HarvestWebhooks {
  const authorization = new SharedToken(integration, oauthClientOf(integration));
  return new HarvestWebhooks({ baseUrl: env().HARVEST_V3_URL, authorization, attempts: ATTEMPTS });
}

async function note(
  organizationId: OrganizationId,
  integrationId: string,
  managed: number,
  changes: { created: number; reactivated: number },
): Promise<void> {
  await inOrganization(organizationId, async (tx, now) => {
    await noteWebhooks(tx, integrationId, { managed, now });
    if (changes.created + changes.reactivated === 0) return;
    const subject = `integration:${integrationId}` as const;
    await recordAudit(tx, { organizationId, actor: { id: null, name: PORTAL }, action: "greenhouse.webhooks_managed", subject, changes });
  });
}
