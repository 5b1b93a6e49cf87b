import { startKey } from "@/lib/hire-fields/rules";
import { writtenLimit } from "@/lib/platform/database/read";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

/** Returns hires whose scheduled day has come, the earliest first. */
export async function dueHires(tx: TenantTx, organizationId: OrganizationId, today: string, limit: number): Promise<HireId[]> {
  // The order of texts is no condition that row-level security lets an index answer, but the index has them in this order.
  const rows = await tx.$queryRaw<{ id: HireId }[]>`
    SELECT "id" FROM (
      SELECT "id", "sendOn" FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND "sendOn" IS NOT NULL AND "tab" = 'on_hold'
      ORDER BY "sendOn" ${writtenLimit(limit)}
    ) earliest WHERE "sendOn" <= ${today}`;
  return rows.map(({ id }) => id);
}

/** Returns pending hires who start within these days and are not flagged for it, and those who are though their day is over or has moved. */
export async function closeStarts(
  tx: TenantTx,
  organizationId: OrganizationId,
  { from, until, limit }: { from: string; until: string; limit: number },
): Promise<HireId[]> {
  const pending = Prisma.sql`SELECT "id" FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND "tab" = 'pending'`;
  const isFlagged = Prisma.sql`"attention" @> ARRAY['starts_soon']`;
  // By the partial indexes of those who are flagged and those who are not.
  const rows = await tx.$queryRaw<{ id: HireId }[]>`
    (${pending} AND NOT ${isFlagged} AND "startKey" BETWEEN ${startKey(from)} AND ${startKey(until)} ORDER BY "startKey" LIMIT ${limit})
    UNION ALL (${pending} AND ${isFlagged} AND "startKey" < ${startKey(from)} ORDER BY "startKey" LIMIT ${limit})
    UNION ALL (${pending} AND ${isFlagged} AND "startKey" > ${startKey(until)} ORDER BY "startKey" LIMIT ${limit})
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Returns hires whom Greenhouse no longer calls hired, and whose return is no longer waited for. */
export async function overdueHires(tx: TenantTx, now: Date, limit: number): Promise<HireId[]> {
  const rows = await tx.newHire.findMany({
    where: { suspendedUntil: { lte: now } },
    orderBy: [{ suspendedUntil: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => asHireId(id));
}

/** Returns open hires after one, in a fixed order, to decide them again. */
export async function openHiresAfter(
  tx: TenantTx,
  organizationId: OrganizationId,
  afterId: HireId | null,
  limit: number,
): Promise<HireId[]> {
  const after = afterId === null ? Prisma.empty : Prisma.sql`AND "id" > ${afterId}::uuid`;
  const rows = await tx.$queryRaw<{ id: HireId }[]>`
    SELECT "id" FROM "NewHire" WHERE "organizationId" = ${organizationId}::uuid AND "tab" IN ('pending', 'on_hold', 'excluded') ${after}
    ORDER BY "id" ${writtenLimit(limit)}`;
  return rows.map(({ id }) => id);
}
