import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ReferenceKind } from "@/prisma/generated/client";

/** Stores references in one statement; a null value means that Greenhouse does not have one with this id. */
export async function storeReferences(
  tx: TenantTx,
  organizationId: OrganizationId,
  kind: ReferenceKind,
  values: ReadonlyMap<number, unknown>,
  now: Date,
): Promise<void> {
  if (values.size === 0) return;
  const rows = [...values].map(([id, value]) => ({ id, value }));
  await tx.$executeRaw`
    INSERT INTO "GreenhouseReference" ("organizationId", "kind", "id", "value", "readAt")
    SELECT ${organizationId}::uuid, ${kind}::"ReferenceKind", x."id", coalesce(x."value", 'null'::jsonb), ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x("id" bigint, "value" jsonb)
    ON CONFLICT ("organizationId", "kind", "id") DO UPDATE SET "value" = excluded."value", "readAt" = excluded."readAt"`;
}

/** Deletes all references, because another account's ids mean other things. */
export async function deleteReferences(tx: TenantTx): Promise<void> {
  await tx.greenhouseReference.deleteMany({});
}
