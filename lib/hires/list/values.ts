import { type FieldName, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import type { ValueField } from "@/lib/hires/codes";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

// More than a person would read through; who looks for another one types it.
const MOST_VALUES = 500;
const MOST_IN_GREENHOUSE = 100;
// Filters and rules name no longer ones.
const LONGEST = 200;
// No index holds the values of one member of a record: of an organization with very many hires the newest tell what is in use.
const NEWEST = 5_000;

/**
 * Returns the values that hires have in a field, in order, the first 500: of a field that every record has read from its index alone, of an own
 * field those of the newest hires.
 */
export async function valuesInUse(tx: TenantTx, organizationId: OrganizationId, field: ValueField | OwnFieldName): Promise<string[]> {
  if (isOwnFieldName(field)) return membersOfNewest(tx, Prisma.sql`"ownValues"->>${field}`, MOST_VALUES);
  const column = Prisma.raw(`"${field}"`);
  const rows = await tx.$queryRaw<{ value: string }[]>`
    SELECT ${column} AS "value" FROM "NewHire"
    WHERE "organizationId" = ${organizationId}::uuid AND ${column} IS NOT NULL
    GROUP BY ${column} ORDER BY ${column} LIMIT ${MOST_VALUES}`;
  return rows.map(({ value }) => value);
}

/** Returns the different values that Greenhouse has in a field of the newest hires, taken or not, in order; at most a hundred. */
export function greenhouseValuesOf(tx: TenantTx, field: FieldName): Promise<string[]> {
  return membersOfNewest(tx, Prisma.sql`"greenhouseValues"->>${field}`, MOST_IN_GREENHOUSE);
}

async function membersOfNewest(tx: TenantTx, member: Prisma.Sql, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ value: string }[]>`
    SELECT DISTINCT "value" FROM (
      SELECT ${member} AS "value" FROM "NewHire"
      WHERE "organizationId" = (SELECT current_organization()) ORDER BY "id" DESC LIMIT ${NEWEST}
    ) newest WHERE "value" IS NOT NULL AND length("value") <= ${LONGEST} ORDER BY 1 LIMIT ${most}`;
  return rows.map(({ value }) => value);
}
