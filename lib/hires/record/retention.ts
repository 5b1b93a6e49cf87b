import { daysLater } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { Prisma } from "@/prisma/generated/client";

/** After how many days hires are erased that are no longer hired, or that started onboarding; null: they are kept. */
interface Retention {
  withdrawnDays: number | null;
  startedDays: number | null;
}

// As the index `NewHire_ended` has it. A row from before `statusSince` was kept counts from its last change, which is later.
const since = Prisma.sql`CASE WHEN "statusSince" IS NULL THEN "updatedAt" ELSE "statusSince" END`;

/** Returns what hires meet that have had one of the two statuses for as long as its limit says, for each that has a limit. */
function limitsReached({ withdrawnDays, startedDays }: Retention, now: Date): Prisma.Sql[] {
  // Written out: a plan that is kept for the statement must know which part of the index it needs.
  const reached = (status: "withdrawn" | "started", days: number | null) =>
    days === null ? [] : [Prisma.sql`${Prisma.raw(`"tab" = '${status}'`)} AND ${since} <= ${daysLater(now, -days)}`];
  return [...reached("withdrawn", withdrawnDays), ...reached("started", startedDays)];
}

function anyOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join([...conditions], " OR ")})`;
}

/** Returns up to `limit` hires whose time is over, or whom Greenhouse erased and who are due for it here. */
export async function hiresDue(tx: TenantTx, retention: Retention, now: Date, limit: number): Promise<HireId[]> {
  // Each reason by an index of its own, in its order, so that what is not due is not read.
  const found = (condition: Prisma.Sql, order: Prisma.Sql) => Prisma.sql`
    (SELECT "id" FROM "NewHire" WHERE "organizationId" = (SELECT current_organization()) AND ${condition} ORDER BY ${order} LIMIT ${limit})`;
  const parts = [
    ...limitsReached(retention, now).map((condition) => found(condition, since)),
    found(Prisma.sql`"eraseAt" <= ${now}`, Prisma.sql`"eraseAt"`),
  ];
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM (${Prisma.join(parts, " UNION ")}) due LIMIT ${limit}`;
  return rows.map(({ id }) => asHireId(id));
}

/** Whether a hire's time is over. For a decision that holds, its lock is needed. */
export async function isHireDue(tx: TenantTx, id: HireId, retention: Retention, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT FROM "NewHire" WHERE "id" = ${id}::uuid AND ${anyOf([...limitsReached(retention, now), Prisma.sql`"eraseAt" <= ${now}`])}`;
  return rows.length > 0;
}

/** Returns how many hires would be erased by these limits now, by their status. */
export async function retentionEffect(tx: TenantTx, retention: Retention, now: Date): Promise<{ withdrawn: number; started: number }> {
  const [row] = await tx.$queryRaw<{ withdrawn: number; started: number }[]>`
    SELECT count(*) FILTER (WHERE "status" = 'withdrawn')::int AS "withdrawn", count(*) FILTER (WHERE "status" = 'started')::int AS "started"
    FROM "NewHire" WHERE ${anyOf(limitsReached(retention, now))}`;
  return row ?? { withdrawn: 0, started: 0 };
}
