import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ReferenceKind } from "@/prisma/generated/client";

/** Keeps what was read of these, in one statement; null values say that Greenhouse does not have them. */
export async function keepReferences(
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

/** Forgets all of them: another account may be connected next, and its ids are others. */
export async function forgetReferences(tx: TenantTx): Promise<void> {
  await tx.greenhouseReference.deleteMany({});
}
