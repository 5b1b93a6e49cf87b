import type { FieldValues } from "@/lib/hire-fields/fields";
import { searchText } from "@/lib/hires/conditions/search";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/**
 * Writes the search text of up to `limit` hires whose text is an earlier release's, and returns how many. They are found through the index
 * `NewHire_search_stale`; those that someone is writing at the moment are left to the next call. A hire's version does not change.
 */
export async function refreshSearch(tx: TenantTx, organizationId: OrganizationId, limit: number): Promise<number> {
  const stale = await tx.$queryRaw<StaleHire[]>`
    SELECT "id", "firstName", "lastName", "preferredName", "personalEmail", "phone", "address", "jobTitle", "department", "location",
      "employmentType", "managerName", "startDate"
    FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND strpos("searchText", chr(10)) = 0
    LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
  if (stale.length === 0) return 0;
  await tx.$executeRaw`
    UPDATE "NewHire" h SET "searchText" = fresh."text"
    FROM unnest(${stale.map(({ id }) => id)}::uuid[], ${stale.map(searchText)}::text[]) AS fresh("id", "text")
    WHERE h."organizationId" = ${organizationId}::uuid AND h."id" = fresh."id"`;
  return stale.length;
}

type StaleHire = FieldValues & { id: string };
