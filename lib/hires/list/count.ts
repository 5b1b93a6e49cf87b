import { allConditions } from "@/lib/hires/conditions/matching";
import type { NewHireConditions } from "@/lib/hires/conditions/schema";
import type { NewHireCount } from "@/lib/hires/list/schema";
import { writtenLimit } from "@/lib/platform/database/read";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Up to this many hires are counted for the screen: who sees a larger number does not compare it with the rows. */
const MOST = 10_000;

/** Returns how many hires conditions match; exact, so it takes the longer the more there are. */
export async function countMatching(tx: TenantTx, organizationId: OrganizationId, conditions: NewHireConditions): Promise<number> {
  return countRows(tx, await allConditions(tx, organizationId, conditions), Prisma.empty);
}

/** Returns how many hires conditions match: exact up to 10,000, and whether there are more. Stops reading at the first one beyond. */
export async function countForScreen(tx: TenantTx, organizationId: OrganizationId, conditions: NewHireConditions): Promise<NewHireCount> {
  const found = await countRows(tx, await allConditions(tx, organizationId, conditions), writtenLimit(MOST + 1));
  return { count: Math.min(found, MOST), isMore: found > MOST };
}

async function countRows(tx: TenantTx, conditions: readonly Prisma.Sql[], limit: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (SELECT FROM "NewHire" WHERE ${Prisma.join([...conditions], " AND ")} ${limit}) matching`;
  return row?.count ?? 0;
}
