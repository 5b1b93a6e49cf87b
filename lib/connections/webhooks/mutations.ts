import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { findWebhook } from "@/lib/connections/webhooks/data";
import { seal, unseal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** Returns the context that a webhook's secret is sealed for, so that it cannot be unsealed for another organization. */
export function webhookContext(organizationId: OrganizationId): string {
  return `${organizationId} greenhouse-webhook`;
}

/** Returns a new secret, stored sealed in place of the earlier one. It cannot be read again. */
export async function renewWebhookSecret(tx: TenantTx, actor: Actor, integrationId: string): Promise<string> {
  const { organizationId } = actor;
  const secret = newSecret();
  const data = { secretSealed: seal(secret, webhookContext(organizationId)), lastDeliveryAt: null };
  await tx.greenhouseWebhook.upsert({
    where: { organizationId_integrationId: { organizationId, integrationId } },
    create: { organizationId, integrationId, ...data },
    update: data,
    select: { integrationId: true },
  });
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "greenhouse.webhook_secret_made",
    subject: `integration:${integrationId}`,
    changes: {},
  });
  return secret;
}

/** Returns a connection's webhook secret, made where there is none. */
export async function webhookSecretOf(tx: TenantTx, organizationId: OrganizationId, integrationId: string): Promise<string> {
  const stored = await findWebhook(tx, integrationId);
  if (stored) return unseal(stored.secretSealed, webhookContext(organizationId));
  const secret = newSecret();
  await tx.greenhouseWebhook.create({
    data: { organizationId, integrationId, secretSealed: seal(secret, webhookContext(organizationId)) },
  });
  return secret;
}

/** Notes how many webhooks the portal looks after in Greenhouse, and that it did. */
export async function noteWebhooks(tx: TenantTx, integrationId: string, { managed, now }: { managed: number; now: Date }): Promise<void> {
  await tx.partnerIntegration.updateMany({ where: { id: integrationId }, data: { webhooksManaged: managed, webhooksCheckedAt: now } });
}

/** Has the webhooks in Greenhouse replaced at the next check: they belong to another connection, or have another secret. */
export async function forgetWebhooks(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.partnerIntegration.updateMany({ where: { id: integrationId }, data: { webhooksManaged: 0, webhooksCheckedAt: null } });
}

const newSecret = () => randomBytes(32).toString("base64url");

/** Records a delivery whose signature was valid, and whether it announces a relevant change. */
export async function recordDelivery(
  tx: TenantTx,
  integrationId: string,
  { isRelevant, now }: { isRelevant: boolean; now: Date },
): Promise<void> {
  await tx.greenhouseWebhook.updateMany({
    where: { integrationId },
    data: { lastDeliveryAt: now, ...(isRelevant ? { lastHintAt: now } : {}) },
  });
}

/** Deletes the webhook with its secret. */
export async function deleteWebhook(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.greenhouseWebhook.deleteMany({ where: { integrationId } });
}
