import type { TenantTx } from "@/lib/platform/db";
import type { ReferenceKind } from "@/prisma/generated/client";

/** Returns the stored references with these ids that were read at or after a moment, by id. */
export async function freshReferences(
  tx: TenantTx,
  kind: ReferenceKind,
  ids: readonly number[],
  readSince: Date,
): Promise<Map<number, unknown>> {
  const rows = await tx.greenhouseReference.findMany({
    where: { kind, id: { in: ids.map(BigInt) }, readAt: { gte: readSince } },
    select: { id: true, value: true },
  });
  return new Map(rows.map(({ id, value }) => [Number(id), value]));
}
