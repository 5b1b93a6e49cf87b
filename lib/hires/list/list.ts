import { conditionsOf, onThisDay } from "@/lib/hires/conditions/matching";
import type { NewHireQuery } from "@/lib/hires/conditions/schema";
import { shownRows, toViews } from "@/lib/hires/data";
import { pageEnd, pageOf } from "@/lib/hires/list/page";
import type { NewHireCounts, NewHireList } from "@/lib/hires/schema";
import { readIn } from "@/lib/platform/database/read";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Returns a page of hires in the order of the query's sort, with all that the API says of each. */
export async function listNewHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  query: NewHireQuery,
): Promise<Omit<NewHireList, "bulkActions">> {
  const asked = await onThisDay(tx, query);
  const rows = await shownRows(tx, pageOf(asked, await conditionsOf(readIn(tx), organizationId, asked)));
  const { shown, nextCursor } = await pageEnd(readIn(tx), asked, rows);
  return { items: await toViews(tx, shown), nextCursor, counts: await countNewHires(tx) };
}

/** The counts that the database keeps by status as one JSON object, for a statement that reads them with others; `countsOf` reads it. */
export const storedCounts = Prisma.sql`(
  SELECT coalesce(json_object_agg("key", "count"), '{}') FROM (SELECT "key", sum("count") AS "count" FROM "NewHireCount" GROUP BY "key") kept
)`;

/** How many hires each tab holds, and how many need a person's look; exact. */
export async function countNewHires(tx: TenantTx): Promise<NewHireCounts> {
  const [row] = await tx.$queryRaw<{ counts: Record<string, number> }[]>`SELECT ${storedCounts} AS "counts"`;
  return countsOf(row?.counts ?? {});
}

/** Returns the counts as the API names them, of those that the database keeps by status. */
export function countsOf(kept: Readonly<Record<string, number>>): NewHireCounts {
  const count = (status: string) => kept[status] ?? 0;
  return {
    pending: count("pending"),
    onHold: count("on_hold"),
    invited: count("invited"),
    started: count("started"),
    withdrawn: count("withdrawn"),
    excluded: count("excluded"),
    attention: count("attention"),
  };
}
