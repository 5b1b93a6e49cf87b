import type { HireField } from "@/lib/hire-fields/fields";
import type { TenantTx } from "@/lib/platform/db";

// Of an organization with very many hires the newest tell what is in use.
const HIRES = 5_000;
const VALUES = 100;

/** Returns the different values that Greenhouse has in a field of the newest hires, taken or not, in order; at most a hundred. */
export async function greenhouseValuesOf(tx: TenantTx, field: HireField): Promise<string[]> {
  const rows = await tx.$queryRaw<{ value: string }[]>`
    SELECT DISTINCT "value" FROM (
      SELECT "greenhouseValues"->>${field} AS "value" FROM "NewHire"
      WHERE "organizationId" = (SELECT current_organization()) ORDER BY "id" DESC LIMIT ${HIRES}
    ) newest WHERE "value" IS NOT NULL ORDER BY 1 LIMIT ${VALUES}`;
  return rows.map(({ value }) => value);
}
