import type { LookupTx, TenantTx } from "@/lib/platform/db";
import type { GreenhouseWebhook } from "@/prisma/generated/client";

/** The webhook of an integration, in the tenant's transaction or by a lookup with the integration's id. */
export function findWebhook(tx: TenantTx | LookupTx, integrationId: string): Promise<GreenhouseWebhook | null> {
  return tx.greenhouseWebhook.findFirst({ where: { integrationId } });
}

/** When Greenhouse last announced a change that concerns us; null when it never did. */
export async function lastAnnouncement(tx: TenantTx, integrationId: string): Promise<Date | null> {
  return (await findWebhook(tx, integrationId))?.lastHintAt ?? null;
}
