import type { LookupTx, TenantTx } from "@/lib/platform/db";
import type { GreenhouseWebhook } from "@/prisma/generated/client";

/** Returns a connection's webhook, in the tenant's transaction or by a lookup with the connection's id. */
export function findWebhook(tx: TenantTx | LookupTx, integrationId: string): Promise<GreenhouseWebhook | null> {
  return tx.greenhouseWebhook.findFirst({ where: { integrationId } });
}
