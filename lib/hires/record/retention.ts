import { daysLater } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

/** After how many days hires are erased that are no longer hired, or that started onboarding; null: they are kept. */
interface Retention {
  withdrawnDays: number | null;
  startedDays: number | null;
}

/**
 * A hire that has had one of the two statuses for as long as its limit says. A row from before `statusSince` was kept counts from its last
 * change, which is later.
 */
function isDue({ withdrawnDays, startedDays }: Retention, now: Date): Prisma.Sql {
  const reached = (status: "withdrawn" | "started", days: number | null) =>
    days === null
      ? Prisma.sql`false`
      : Prisma.sql`("status" = ${status}::"HireStatus" AND coalesce("statusSince", "updatedAt") <= ${daysLater(now, -days)})`;
  return Prisma.sql`(${reached("withdrawn", withdrawnDays)} OR ${reached("started", startedDays)})`;
}

function isDueOrGone(retention: Retention, now: Date): Prisma.Sql {
  return Prisma.sql`(${isDue(retention, now)} OR "eraseAt" <= ${now})`;
}

/** Returns up to `limit` hires whose time is over, or whom Greenhouse erased and who are due for it here, by their ids. */
export async function hiresDue(tx: TenantTx, retention: Retention, now: Date, limit: number): Promise<HireId[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "NewHire" WHERE ${isDueOrGone(retention, now)} ORDER BY "id" LIMIT ${limit}`;
  return rows.map(({ id }) => asHireId(id));
}

/** Whether a hire's time is over. For a decision that holds, its lock is needed. */
export async function isHireDue(tx: TenantTx, id: HireId, retention: Retention, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT FROM "NewHire" WHERE "id" = ${id}::uuid AND ${isDueOrGone(retention, now)}`;
  return rows.length > 0;
}

/** Returns how many hires would be erased by these limits now, by their status. */
export async function retentionEffect(tx: TenantTx, retention: Retention, now: Date): Promise<{ withdrawn: number; started: number }> {
  const [row] = await tx.$queryRaw<{ withdrawn: number; started: number }[]>`
    SELECT count(*) FILTER (WHERE "status" = 'withdrawn')::int AS "withdrawn", count(*) FILTER (WHERE "status" = 'started')::int AS "started"
    FROM "NewHire" WHERE ${isDue(retention, now)}`;
  return row ?? { withdrawn: 0, started: 0 };
}
