import { DIGEST_DAYS, digestSpread } from "@/lib/dashboard/rules";
import { ageBuckets, ageLimits, type Dashboard, invitationStates, reviewCodes } from "@/lib/dashboard/schema";
import type { FieldName } from "@/lib/hire-fields/fields";
import { dayOfStartKey, startKey } from "@/lib/hire-fields/rules";
import { addDays, daysBetween, startOf, utcDay } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

const WEEKS = 8;
const SOON_DAYS = 7;

/**
 * Returns an organization's figures at a time and its local day, from the sums that triggers keep (see the migration `dashboard_sums`). They
 * are exact, except medians and percentiles: those are within 2 % or a second. Counts by status are read elsewhere.
 */
export async function dashboardFigures(
  tx: TenantTx,
  organizationId: OrganizationId,
  { now, today }: { now: Date; today: string },
): Promise<Omit<Dashboard, "counts" | "today">> {
  const own = Prisma.sql`"organizationId" = ${organizationId}::uuid`;
  const sums = await sumsByPart(tx, own);
  const soonUntil = addDays(today, SOON_DAYS);
  const starting = await startingDays(tx, own, mondayOf(today));
  return {
    pendingSoon: total(starting.filter(({ status, day }) => status === "pending" && day >= today && day <= soonUntil)),
    soonUntil,
    toReview: reviewCodes.flatMap((code) => {
      const count = countOf(sums, "attention", code);
      return count > 0 ? [{ code, count }] : [];
    }),
    pendingByAge: await pendingByAge(tx, own, now),
    missing: missing(sums),
    invitations: invitationStates.map((state) => ({ state, count: countOf(sums, "invitations", state) })),
    ...(await times(tx, own, addDays(utcDay(now), -DIGEST_DAYS))),
    starts: starts(starting, mondayOf(today)),
  };
}

interface Sum {
  figure: "attention" | "missing" | "invitations";
  part: string;
  count: number;
}

function sumsByPart(tx: TenantTx, own: Prisma.Sql): Promise<Sum[]> {
  return tx.$queryRaw<Sum[]>`
    SELECT "figure", "part", sum("count")::int AS "count" FROM "DashboardSum"
    WHERE ${own} AND "figure" IN ('attention', 'missing', 'invitations') GROUP BY 1, 2 HAVING sum("count") <> 0`;
}

function countOf(sums: readonly Sum[], figure: Sum["figure"], part: string): number {
  return sums.find((sum) => sum.figure === figure && sum.part === part)?.count ?? 0;
}

function missing(sums: readonly Sum[]): Dashboard["missing"] {
  return sums
    .filter(({ figure }) => figure === "missing")
    .map(({ part, count }) => ({ field: part as FieldName, count }))
    .sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
}

async function pendingByAge(tx: TenantTx, own: Prisma.Sql, now: Date): Promise<Dashboard["pendingByAge"]> {
  // The sums are by the hour. Of the hour in which an age is reached, the hires are counted by an index (`NewHire_pending_since`).
  const since = Prisma.sql`CASE WHEN "pendingSince" IS NULL THEN "createdAt" ELSE "pendingSince" END`;
  const rows = await tx.$queryRaw<{ all: number; older: number }[]>`
    SELECT (SELECT coalesce(sum("count"), 0)::int FROM "DashboardSum" WHERE ${own} AND "figure" = 'pending_since') AS "all",
      (SELECT coalesce(sum("count"), 0)::int FROM "DashboardSum" WHERE ${own} AND "figure" = 'pending_since' AND "at" < "hour")
      + (SELECT count(*)::int FROM "NewHire"
         WHERE ${own} AND "tab" = 'pending' AND ${since} >= to_timestamp("hour" * 3600::float8) AND ${since} <= "moment") AS "older"
    FROM unnest(${[...ageLimits]}::int[]) WITH ORDINALITY AS limits("days", "place")
    CROSS JOIN LATERAL (SELECT ${now}::timestamptz - "days" * interval '24 hours') AS moments("moment")
    CROSS JOIN LATERAL (SELECT floor(extract(epoch FROM "moment") / 3600)::int) AS hours("hour")
    ORDER BY "place"`;
  const atLeast = [rows[0]?.all ?? 0, ...rows.map(({ older }) => older)];
  return ageBuckets.map((bucket, at) => ({ bucket, count: (atLeast[at] ?? 0) - (atLeast[at + 1] ?? 0) }));
}

/** Reads the digests of whole days (UTC), of those who had their first invitation since the first of them. */
async function times(tx: TenantTx, own: Prisma.Sql, since: string): Promise<Pick<Dashboard, "hiredToInvited" | "invitedToStarted">> {
  const rows = await tx.$queryRaw<{ figure: string; seconds: number; count: number }[]>`
    SELECT f."figure", time_of_bucket("part"::int) AS "seconds", "count"
    FROM unnest(ARRAY['to_invited', 'to_started']) AS f("figure") CROSS JOIN LATERAL (
      SELECT "part", sum("count")::int AS "count" FROM "DashboardSum"
      WHERE ${own} AND "figure" = f."figure" AND "at" >= ${daysBetween("1970-01-01", since)} GROUP BY "part" HAVING sum("count") > 0
    ) buckets ORDER BY "part"::int`;
  const digest = (figure: string) => rows.filter((row) => row.figure === figure);
  return { hiredToInvited: digestSpread(digest("to_invited")), invitedToStarted: digestSpread(digest("to_started")) };
}

interface StartingDay {
  status: string;
  day: string;
  count: number;
}

async function startingDays(tx: TenantTx, own: Prisma.Sql, from: string): Promise<StartingDay[]> {
  const rows = await tx.$queryRaw<{ status: string; key: number; count: number }[]>`
    SELECT "part" AS "status", "at" AS "key", sum("count")::int AS "count" FROM "DashboardSum"
    WHERE ${own} AND "figure" = 'starts' AND "at" >= ${startKey(from)} AND "at" < ${startKey(addDays(from, WEEKS * 7))} GROUP BY 1, 2`;
  return rows.map(({ status, key, count }) => ({ status, day: dayOfStartKey(key), count }));
}

function starts(starting: readonly StartingDay[], monday: string): Dashboard["starts"] {
  return Array.from({ length: WEEKS }, (_, at) => {
    const ofWeek = starting.filter(({ day }) => Math.floor(daysBetween(monday, day) / 7) === at);
    const waiting = ofWeek.filter(({ status }) => status === "pending" || status === "on_hold");
    return { week: addDays(monday, at * 7), total: total(ofWeek), pending: total(waiting) };
  });
}

function mondayOf(day: string): string {
  return addDays(day, -((startOf(day).getUTCDay() + 6) % 7));
}

function total(parts: readonly { count: number }[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}
