import type { TenantTx } from "@/lib/platform/db";
import type { GreenhouseToken } from "@/prisma/generated/client";

/** Returns the token that all processes share; null before the first. */
export function findToken(tx: TenantTx, integrationId: string): Promise<GreenhouseToken | null> {
  return tx.greenhouseToken.findFirst({ where: { integrationId } });
}
