import type { TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";

/** Returns a hire's id and those of the records that were joined into it, under which the audit log has entries about the same person. */
export async function idsOfPerson(tx: TenantTx, id: HireId): Promise<HireId[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE person AS (
      SELECT ${id}::text AS "id"
      UNION
      SELECT a."changes"->>'joined' FROM person p JOIN "AuditEntry" a ON a."subject" = 'new_hire:' || p."id" AND a."action" = 'duplicate.join'
    )
    SELECT "id" FROM person WHERE "id" IS NOT NULL`;
  return rows.map((row) => asHireId(row.id));
}
