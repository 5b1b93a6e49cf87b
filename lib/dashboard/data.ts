import { ageBuckets, type Dashboard, invitationStates, reviewCodes, type Spread } from "@/lib/dashboard/schema";
import type { FieldName } from "@/lib/hire-fields/fields";
import { startKey } from "@/lib/hire-fields/rules";
import { addDays, daysLater, startOf } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

const WEEKS = 8;
const SOON_DAYS = 7;
const PAST_DAYS = 90;
const MOST = 2 ** 31 - 1;

/** Returns an organization's exact figures at a time and its local day. Counts by status are read elsewhere. */
export async function dashboardFigures(
  tx: TenantTx,
  organizationId: OrganizationId,
  { now, today }: { now: Date; today: string },
): Promise<Omit<Dashboard, "counts" | "today">> {
  const own = Prisma.sql`"organizationId" = ${organizationId}::uuid`;
  return {
    pendingSoon: await pendingSoon(tx, own, today),
    soonUntil: addDays(today, SOON_DAYS),
    toReview: await toReview(tx),
    pendingByAge: await pendingByAge(tx, own, now),
    missing: await missing(tx, own),
    invitations: await invitations(tx, own),
    ...(await times(tx, own, daysLater(now, -PAST_DAYS))),
    starts: await starts(tx, own, today),
  };
}

async function pendingSoon(tx: TenantTx, own: Prisma.Sql, today: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "NewHire"
    WHERE ${own} AND "tab" = 'pending' AND "startKey" >= ${startKey(today)} AND "startKey" <= ${startKey(addDays(today, SOON_DAYS))}`;
  return row?.count ?? 0;
}

async function toReview(tx: TenantTx): Promise<Dashboard["toReview"]> {
  // Through the index of the list's filter, which row-level security lets no other query use.
  const rows = await tx.$queryRaw<{ code: string; count: number }[]>`
    SELECT "code", (SELECT count(*)::int FROM matching_new_hires(NULL, "code", NULL, ${MOST})) AS "count"
    FROM unnest(${[...reviewCodes]}::text[]) AS codes("code")`;
  return reviewCodes.flatMap((code) => {
    const count = rows.find((row) => row.code === code)?.count ?? 0;
    return count > 0 ? [{ code, count }] : [];
  });
}

async function pendingByAge(tx: TenantTx, own: Prisma.Sql, now: Date): Promise<Dashboard["pendingByAge"]> {
  const rows = await tx.$queryRaw<{ bucket: number; count: number }[]>`
    SELECT width_bucket(extract(epoch FROM ${now}::timestamptz - coalesce("pendingSince", "createdAt")) / 86400, ARRAY[1, 4, 8, 15]::float8[]) AS "bucket",
      count(*)::int AS "count"
    FROM "NewHire" WHERE ${own} AND "tab" = 'pending' GROUP BY 1`;
  return ageBuckets.map((bucket, at) => ({ bucket, count: rows.find((row) => row.bucket === at)?.count ?? 0 }));
}

async function missing(tx: TenantTx, own: Prisma.Sql): Promise<Dashboard["missing"]> {
  return tx.$queryRaw<{ field: FieldName; count: number }[]>`
    SELECT f.field AS "field", count(*)::int AS "count"
    FROM "NewHire" CROSS JOIN LATERAL unnest("missingFields"::text[] || "missingOwn") AS f(field)
    WHERE ${own} AND "tab" = 'pending' GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** Counts each hire's latest invitation: every earlier one has the status `replaced`. */
async function invitations(tx: TenantTx, own: Prisma.Sql): Promise<Dashboard["invitations"]> {
  const rows = await tx.$queryRaw<{ state: string; count: number }[]>`
    SELECT "status"::text AS "state", count(*)::int AS "count" FROM "Invitation" WHERE ${own} AND "status" <> 'replaced' GROUP BY 1`;
  return invitationStates.map((state) => ({ state, count: rows.find((row) => row.state === state)?.count ?? 0 }));
}

async function times(tx: TenantTx, own: Prisma.Sql, since: Date): Promise<Pick<Dashboard, "hiredToInvited" | "invitedToStarted">> {
  const [row] = await tx.$queryRaw<{ invited: number; toInvited: number[] | null; started: number; toStarted: number[] | null }[]>`
    WITH first AS (
      SELECT "newHireId", min("sentAt") AS "sentAt", min("acceptedAt") AS "acceptedAt" FROM "Invitation" WHERE ${own} GROUP BY 1
      HAVING min("sentAt") >= ${since})
    SELECT count(*)::int AS "invited",
      percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM first."sentAt" - h."createdAt"))::float8) AS "toInvited",
      count(first."acceptedAt")::int AS "started",
      percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM first."acceptedAt" - first."sentAt"))::float8)
        FILTER (WHERE first."acceptedAt" IS NOT NULL) AS "toStarted"
    FROM first JOIN "NewHire" h ON h."organizationId" = (SELECT current_organization()) AND h."id" = first."newHireId"`;
  return {
    hiredToInvited: row ? spread(row.invited, row.toInvited) : null,
    invitedToStarted: row ? spread(row.started, row.toStarted) : null,
  };
}

function spread(count: number, values: number[] | null): Spread {
  const [median, p90] = values ?? [];
  return median === undefined || p90 === undefined ? null : { count, median, p90 };
}

async function starts(tx: TenantTx, own: Prisma.Sql, today: string): Promise<Dashboard["starts"]> {
  const weekday = (startOf(today).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  const rows = await tx.$queryRaw<{ week: number; total: number; pending: number }[]>`
    SELECT (("startDate"::date - ${monday}::date) / 7)::int AS "week", count(*)::int AS "total",
      count(*) FILTER (WHERE "status" IN ('pending', 'on_hold'))::int AS "pending"
    FROM "NewHire"
    WHERE ${own} AND "tab" IN ('pending', 'on_hold', 'invited', 'started')
      AND "startKey" >= ${startKey(monday)} AND "startKey" < ${startKey(addDays(monday, WEEKS * 7))}
    GROUP BY 1`;
  return Array.from({ length: WEEKS }, (_, at) => {
    const row = rows.find(({ week }) => week === at);
    return { week: addDays(monday, at * 7), total: row?.total ?? 0, pending: row?.pending ?? 0 };
  });
}
