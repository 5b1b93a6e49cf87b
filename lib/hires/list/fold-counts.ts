import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** Folds the changes of the counts into one row for each, so that adding them up stays quick. One that did not change is not written. */
export async function foldCounts(tx: TenantTx, organizationId: OrganizationId): Promise<void> {
  await tx.$executeRaw`
    WITH changed AS (SELECT "key" FROM "NewHireCount" GROUP BY "key" HAVING count(*) > 1),
    gone AS (DELETE FROM "NewHireCount" WHERE "key" IN (SELECT "key" FROM changed) RETURNING "key", "count")
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT ${organizationId}::uuid, "key", sum("count") FROM gone GROUP BY "key"`;
}
