import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** Folds the changes of the counts into one row for each, so that adding them up stays quick. */
export async function foldCounts(tx: TenantTx, organizationId: OrganizationId): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM "NewHireCount" RETURNING "key", "count")
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT ${organizationId}::uuid, "key", sum("count") FROM gone GROUP BY "key"`;
}
