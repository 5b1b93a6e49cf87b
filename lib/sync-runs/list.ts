import { z } from "zod";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { staleCursor } from "@/lib/platform/errors";
import { findSyncRuns } from "@/lib/sync-runs/data";
import type { SyncRunList, SyncRunQuery } from "@/lib/sync-runs/schema";
import { Prisma } from "@/prisma/generated/client";

/** Where a run stands among all, newest first. */
interface Place {
  id: string;
  createdAt: Date;
}

// What lies before and behind every run.
const newest: Place = { id: "ffffffff-ffff-ffff-ffff-ffffffffffff", createdAt: new Date("9999-12-31T00:00:00Z") };
const oldest: Place = { id: "00000000-0000-0000-0000-000000000000", createdAt: new Date("0001-01-01T00:00:00Z") };

/**
 * Returns a page of runs, newest first; the cursor is the id of the last run. With `fold`, runs in a row that changed nothing are one line, which
 * bears the newest of them: a page then has so many lines, however many runs they stand for. `from` and `to` name the first and the last of
 * a line's runs, to list these alone.
 */
export async function listSyncRuns(tx: TenantTx, organizationId: OrganizationId, query: SyncRunQuery): Promise<SyncRunList> {
  const after = query.cursor === undefined ? newest : await placeOf(tx, query.cursor);
  const more = query.limit + 1;
  const lines = query.fold ? await foldedLines(tx, organizationId, after, more) : await singleLines(tx, organizationId, after, query, more);
  const shown = lines.slice(0, query.limit);
  const runs = await findSyncRuns(
    tx,
    shown.map(({ first }) => first.id),
  );
  const items = shown.flatMap(({ first, last, count }) => {
    const run = runs.get(first.id);
    return run ? [{ ...run, folded: count > 1 ? { runs: count, oldestId: last.id, oldestAt: last.createdAt.toISOString() } : null }] : [];
  });
  return { items, nextCursor: lines.length > query.limit ? (shown.at(-1)?.last.id ?? null) : null };
}

interface Line {
  first: Place;
  last: Place;
  count: number;
}

const single = (place: Place): Line => ({ first: place, last: place, count: 1 });

async function singleLines(
  tx: TenantTx,
  organizationId: OrganizationId,
  after: Place,
  { from, to }: Pick<SyncRunQuery, "from" | "to">,
  limit: number,
): Promise<Line[]> {
  const upTo = from === undefined ? newest : await placeOf(tx, from);
  const downTo = to === undefined ? oldest : await placeOf(tx, to);
  const rows = await tx.$queryRaw<Place[]>`
    SELECT "id", "createdAt" FROM "SyncRun"
    WHERE ${between(organizationId, after, null)} AND ("createdAt", "id") <= (${upTo.createdAt}, ${upTo.id}::uuid)
      AND ("createdAt", "id") >= (${downTo.createdAt}, ${downTo.id}::uuid)
    ORDER BY "createdAt" DESC, "id" DESC LIMIT ${limit}`;
  return rows.map(single);
}

async function foldedLines(tx: TenantTx, organizationId: OrganizationId, after: Place, limit: number): Promise<Line[]> {
  // Through the index of those with something to say; all between two of them are quiet.
  const loud = await tx.$queryRaw<Place[]>`
    SELECT "id", "createdAt" FROM "SyncRun" WHERE ${between(organizationId, after, null)} AND NOT "quiet"
    ORDER BY "createdAt" DESC, "id" DESC LIMIT ${limit}`;
  const ends = loud.length < limit ? [...loud, oldest] : loud;
  const lines: Line[] = [];
  for (const [at, end] of ends.entries()) {
    const fold = await foldBetween(tx, organizationId, loud[at - 1] ?? after, end);
    if (fold) lines.push(fold);
    if (end !== oldest) lines.push(single(end));
    if (lines.length >= limit) break;
  }
  return lines;
}

/** Returns the runs between two as one line; null where there are none. */
async function foldBetween(tx: TenantTx, organizationId: OrganizationId, before: Place, behind: Place): Promise<Line | null> {
  const own = between(organizationId, before, behind);
  const [row] = await tx.$queryRaw<{ count: number; firstId: string | null; firstAt: Date; lastId: string; lastAt: Date }[]>`
    SELECT (SELECT count(*)::int FROM "SyncRun" WHERE ${own}) AS "count",
      first."id" AS "firstId", first."createdAt" AS "firstAt", last."id" AS "lastId", last."createdAt" AS "lastAt"
    FROM (SELECT "id", "createdAt" FROM "SyncRun" WHERE ${own} ORDER BY "createdAt" DESC, "id" DESC LIMIT 1) first,
      (SELECT "id", "createdAt" FROM "SyncRun" WHERE ${own} ORDER BY "createdAt", "id" LIMIT 1) last`;
  if (!row?.firstId) return null;
  return { first: { id: row.firstId, createdAt: row.firstAt }, last: { id: row.lastId, createdAt: row.lastAt }, count: row.count };
}

function between(organizationId: OrganizationId, before: Place, behind: Place | null): Prisma.Sql {
  const end = behind === null ? Prisma.empty : Prisma.sql`AND ("createdAt", "id") > (${behind.createdAt}, ${behind.id}::uuid)`;
  return Prisma.sql`"organizationId" = ${organizationId}::uuid AND ("createdAt", "id") < (${before.createdAt}, ${before.id}::uuid) ${end}`;
}

async function placeOf(tx: TenantTx, id: string): Promise<Place> {
  const row = z.uuid().safeParse(id).success ? await tx.syncRun.findFirst({ where: { id }, select: { id: true, createdAt: true } }) : null;
  if (row) return row;
  throw staleCursor();
}
