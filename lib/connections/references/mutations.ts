import { column } from "@/lib/platform/columns";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { upsertRows } from "@/lib/platform/upsert";
import type { ReferenceKind } from "@/prisma/generated/client";

const referenceTable = {
  name: "GreenhouseReference",
  columns: {
    kind: column.enumeration<ReferenceKind>("ReferenceKind"),
    id: column.bigint(),
    value: column.json<unknown>(),
    readAt: column.moment(),
  },
};

/** Stores references in one statement; a null value means that Greenhouse does not have one with this id. */
export function storeReferences(
  tx: TenantTx,
  organizationId: OrganizationId,
  kind: ReferenceKind,
  values: ReadonlyMap<number, unknown>,
  now: Date,
): Promise<void> {
  const rows = [...values].map(([id, value]) => ({ kind, id, value, readAt: now }));
  return upsertRows(tx, organizationId, referenceTable, rows, { key: ["kind", "id"] });
}

/** Deletes all references, because another account's ids mean other things. */
export async function deleteReferences(tx: TenantTx): Promise<void> {
  await tx.greenhouseReference.deleteMany({});
}
