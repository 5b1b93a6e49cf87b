import { DIGEST_DAYS } from "@/lib/dashboard/rules";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/**
 * Folds the changes that were written since the last time into one row for each sum. What changed nothing since then is neither read nor written.
 * May run beside writers and beside itself.
 */
export async function foldSums(tx: TenantTx, organizationId: OrganizationId): Promise<void> {
  await tx.$executeRaw`
    WITH changed AS (
      SELECT DISTINCT "figure", "part", "at" FROM "DashboardSum" WHERE "organizationId" = ${organizationId}::uuid AND NOT "isFolded"
    ), gone AS (
      DELETE FROM "DashboardSum" s USING changed c
      WHERE s."organizationId" = ${organizationId}::uuid AND s."figure" = c."figure" AND s."at" = c."at" AND s."part" = c."part"
      RETURNING s."figure", s."part", s."at", s."count"
    )
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count", "isFolded")
    SELECT ${organizationId}::uuid, "figure", "part", "at", sum("count"), true FROM gone GROUP BY 2, 3, 4 HAVING sum("count") <> 0`;
}

/** Deletes the digests of days that are no longer shown. */
export async function dropOldDigests(tx: TenantTx, organizationId: OrganizationId, now: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "DashboardSum"
    WHERE "organizationId" = ${organizationId}::uuid AND "figure" IN ('to_invited', 'to_started')
      AND "at" < floor(extract(epoch FROM ${now}::timestamptz) / 86400)::int - ${DIGEST_DAYS}::int`;
}
