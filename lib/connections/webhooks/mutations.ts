import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { seal } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** What a webhook's secret is sealed for: a row cannot be opened for another organization. */
export function webhookContext(organizationId: OrganizationId): string {
  return `${organizationId} greenhouse-webhook`;
}

/** Makes a secret in place of the earlier one, and waits for its first delivery. Answers it, which nothing else ever does. */
export async function renewWebhookSecret(tx: TenantTx, actor: Actor, integrationId: string): Promise<string> {
  const { organizationId } = actor;
  const secret = randomBytes(32).toString("base64url");
  const data = { secretSealed: seal(secret, webhookContext(organizationId)), lastDeliveryAt: null };
  await tx.greenhouseWebhook.upsert({
    where: { integrationId },
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

/** Notes a delivery that proved to be Greenhouse's, and whether it concerns us. */
export async function noteDelivery(
  tx: TenantTx,
  integrationId: string,
  { concernsUs, now }: { concernsUs: boolean; now: Date },
): Promise<void> {
  await tx.greenhouseWebhook.updateMany({
    where: { integrationId },
    data: { lastDeliveryAt: now, ...(concernsUs ? { lastHintAt: now } : {}) },
  });
}

/** Forgets the webhook with its secret. */
export async function forgetWebhook(tx: TenantTx, integrationId: string): Promise<void> {
  await tx.greenhouseWebhook.deleteMany({ where: { integrationId } });
}
