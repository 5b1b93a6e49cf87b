import type { OwnFieldName } from "@/lib/hire-fields/fields";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";

/** Returns those of some own fields of which a hire holds something, whether or not the organization still has the field. */
export async function fieldsHeld(tx: TenantTx, fields: readonly OwnFieldName[]): Promise<OwnFieldName[]> {
  const rows = await tx.$queryRaw<{ name: OwnFieldName }[]>`
    SELECT name FROM unnest(${[...fields]}::text[]) AS name WHERE EXISTS (
      SELECT FROM "NewHire" WHERE "organizationId" = (SELECT current_organization())
        AND ("ownValues" ? name OR "greenhouseValues" ? name OR "edits" ? name OR "problems" ? name))`;
  return rows.map(({ name }) => name);
}

/**
 * Deletes what the next `limit` hires after one hold of own fields, in the order of the ids. Returns the last of them; null where there are no
 * more. A hire's version does not change: nothing that is shown of it does.
 */
export async function forgetFields(
  tx: TenantTx,
  organizationId: OrganizationId,
  fields: readonly OwnFieldName[],
  { afterId, limit }: { afterId: HireId | null; limit: number },
): Promise<HireId | null> {
  const names = [...fields];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH portion AS MATERIALIZED (
      SELECT "id" FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND "id" > coalesce(${afterId}::uuid, '00000000-0000-0000-0000-000000000000')
      ORDER BY "id" LIMIT ${limit} FOR NO KEY UPDATE
    ), forgotten AS (
      UPDATE "NewHire" h SET "ownValues" = "ownValues" - ${names}::text[], "greenhouseValues" = "greenhouseValues" - ${names}::text[],
        "problems" = "problems" - ${names}::text[], "edits" = "edits" - ${names}::text[],
        "missingOwn" = ARRAY(SELECT name FROM unnest("missingOwn") AS name WHERE name <> ALL (${names}::text[]))
      FROM portion WHERE h."organizationId" = ${organizationId}::uuid AND h."id" = portion."id"
        AND ("ownValues" ?| ${names}::text[] OR "greenhouseValues" ?| ${names}::text[] OR "problems" ?| ${names}::text[]
          OR "edits" ?| ${names}::text[] OR "missingOwn" && ${names}::text[])
    )
    SELECT "id" FROM portion ORDER BY "id"`;
  const last = rows.at(-1);
  return rows.length < limit || !last ? null : asHireId(last.id);
}
