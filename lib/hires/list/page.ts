import { hireStatuses } from "@/lib/hires/codes";
import type { FixedConditions } from "@/lib/hires/conditions/rules";
import type { NewHireQuery } from "@/lib/hires/conditions/schema";
import { decodeCursor, encodeCursor } from "@/lib/hires/list/cursor";
import { type Read, writtenLimit } from "@/lib/platform/database/read";
import { staleCursor } from "@/lib/platform/errors";
import { Prisma } from "@/prisma/generated/client";

// Kept by the database; see the migration `list_by_index`.
const sortColumns = {
  startDate: Prisma.sql`"startKey"`,
  name: Prisma.sql`"nameKey"`,
  updatedAt: Prisma.sql`"updatedAt"`,
  createdAt: Prisma.sql`"createdAt"`,
} as const;
type SortColumn = keyof typeof sortColumns;

// What stands for "no value" in an index; it sorts behind every value.
const noValue: Record<SortColumn, Prisma.Sql | null> = {
  startDate: Prisma.sql`99991231`,
  name: Prisma.sql`'\\xff'::bytea`,
  updatedAt: null,
  createdAt: null,
};

/** A query of which each condition means the same on every day. */
export type PageQuery = Pick<NewHireQuery, "sort" | "limit" | "cursor"> & Pick<FixedConditions, "status">;

/**
 * Returns a statement that chooses a page of the hires that conditions match, and one more: their ids with a rank, in the order of the
 * query's sort, those without the value last in either direction. Paging is by the last row's key (keyset), so a deep page costs what the
 * first does and new rows do not shift the pages.
 */
export function pageOf(query: PageQuery, conditions: readonly Prisma.Sql[]): Prisma.Sql {
  const isDescending = query.sort.startsWith("-");
  const column = (isDescending ? query.sort.slice(1) : query.sort) as SortColumn;
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, query.sort);
  // Descending, rows without the value would come first, so they are a second stretch of their own.
  const parts = isDescending && noValue[column] ? (["value", "none"] as const) : (["any"] as const);
  const stretches = parts.map((having, at) =>
    stretch(query, [...conditions, ...stretchConditions(having, column, cursor !== null, isDescending)], { at, column, direction }),
  );
  return Prisma.sql`
    ${cursor === null ? Prisma.empty : placeOf(cursor, column)}
    SELECT "id", row_number() OVER (ORDER BY "part", "key" ${direction}, "id" ${direction}) AS "rank"
    FROM (${Prisma.join(stretches, " UNION ALL ")}) stretches ORDER BY "rank" ${limitOf(query)}`;
}

/** Where a cursor stands. Its key is looked up: a cursor travels in addresses, and a key may be a person's name. */
function placeOf(id: string, column: SortColumn): Prisma.Sql {
  const empty = noValue[column];
  return Prisma.sql`WITH place AS MATERIALIZED (
    SELECT "id", ${sortColumns[column]} AS "key", ${empty ? Prisma.sql`${sortColumns[column]} <> ${empty}` : Prisma.sql`true`} AS "hasValue"
    FROM "NewHire" WHERE "id" = ${id}::uuid
  )`;
}

function stretchConditions(having: "any" | "value" | "none", column: SortColumn, isAfter: boolean, isDescending: boolean): Prisma.Sql[] {
  const key = sortColumns[column];
  const empty = noValue[column];
  const conditions: Prisma.Sql[] = [];
  if (empty && having === "value") conditions.push(Prisma.sql`${key} < ${empty}`);
  if (empty && having === "none") conditions.push(Prisma.sql`${key} = ${empty}`);
  if (!isAfter) return conditions;
  if (having === "none") {
    // Behind a row with the value, all of them follow.
    const last = Prisma.sql`(SELECT CASE WHEN "hasValue" THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid ELSE "id" END FROM place)`;
    return [...conditions, Prisma.sql`"id" < ${last}`];
  }
  if (having === "value") conditions.push(Prisma.sql`(SELECT "hasValue" FROM place)`);
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return [...conditions, Prisma.sql`(${key}, "id") ${beyond} ((SELECT "key" FROM place), (SELECT "id" FROM place))`];
}

/**
 * The ids of a stretch of the list with what they are ordered by. One index scan for each status: an index that begins with the status
 * serves a list without one too. The status is compared as text (`tab`, see the migration `list_by_index`), because enums cannot use an
 * index here.
 */
function stretch(
  query: PageQuery,
  conditions: readonly Prisma.Sql[],
  { at, column, direction }: { at: number; column: SortColumn; direction: Prisma.Sql },
): Prisma.Sql {
  const key = sortColumns[column];
  return Prisma.sql`
    SELECT ${at}::int AS "part", h."id", h."key"
    FROM unnest(${query.status ?? hireStatuses}::text[]) AS s(status)
    CROSS JOIN LATERAL (
      SELECT "id", ${key} AS "key" FROM "NewHire" WHERE ${Prisma.join([...conditions, Prisma.sql`"tab" = s.status`], " AND ")}
      ORDER BY ${key} ${direction}, "id" ${direction} ${limitOf(query)}
    ) h`;
}

/** One more than is shown tells whether there is another page. */
function limitOf({ limit }: PageQuery): Prisma.Sql {
  return writtenLimit(limit + 1);
}

/**
 * Returns the rows of a page, and the cursor of the next one; null on the last. Throws `invalid_fields` where the row that the query's cursor
 * stands at is gone.
 */
export async function pageEnd<Row extends { id: string }>(
  read: Read,
  query: PageQuery,
  rows: readonly Row[],
): Promise<{ shown: Row[]; nextCursor: string | null }> {
  if (rows.length === 0 && query.cursor !== undefined) {
    const found = await read(Prisma.sql`SELECT FROM "NewHire" WHERE "id" = ${decodeCursor(query.cursor, query.sort)}::uuid`);
    if (found.length === 0) throw staleCursor();
  }
  const shown = rows.slice(0, query.limit);
  const end = shown.at(-1);
  return { shown, nextCursor: rows.length > query.limit && end ? encodeCursor({ sort: query.sort, id: end.id }) : null };
}
