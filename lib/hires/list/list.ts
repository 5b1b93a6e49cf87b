import { isOwnFieldName } from "@/lib/hire-fields/fields";
import { isHireField } from "@/lib/hire-fields/own/rules";
import { startKey } from "@/lib/hire-fields/rules";
import type { NewHireConditions, NewHireQuery } from "@/lib/hires/conditions/schema";
import { shownRows, toViews } from "@/lib/hires/data";
import { decodeCursor, encodeCursor } from "@/lib/hires/list/cursor";
import { ownConditions } from "@/lib/hires/list/own-conditions";
import { type FixedConditions, onDay } from "@/lib/hires/list/rules";
import { hireStatuses, type NewHireCounts, type NewHireList, valueFields } from "@/lib/hires/schema";
import { searchForm } from "@/lib/hires/search";
import { localDay } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { staleCursor } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";
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

/**
 * Returns a page of hires in the order of the query's sort, those without the value last in either direction. Paging is by
 * the last row's key (keyset), so a deep page costs what the first does and new rows do not shift the pages.
 */
export async function listNewHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  query: NewHireQuery,
): Promise<Omit<NewHireList, "bulkActions">> {
  const descending = query.sort.startsWith("-");
  const column = (descending ? query.sort.slice(1) : query.sort) as SortColumn;
  const asked = await onThisDay(tx, query);
  const cursor = query.cursor === undefined ? null : await findPlace(tx, decodeCursor(query.cursor, query.sort), column);
  const chosen = [...plainConditions(organizationId, asked), ...(await matchConditions(tx, asked))];
  // Descending, rows without the value would come first, so they are a second stretch of their own.
  const parts = descending && noValue[column] ? (["value", "none"] as const) : (["any"] as const);
  const stretches = parts.flatMap((having, at) => {
    if (having === "value" && cursor?.hasValue === false) return [];
    const after = having === "none" && cursor?.hasValue ? null : cursor;
    return stretch(asked, chosen, column, { at, descending, having, after });
  });
  const direction = directionOf(descending);
  const rows = await shownRows(
    tx,
    Prisma.sql`
      SELECT "id", row_number() OVER (ORDER BY "part", "key" ${direction}, "id" ${direction}) AS "rank"
      FROM (${Prisma.join(stretches, " UNION ALL ")}) stretches ORDER BY "rank" ${limitOf(query)}`,
  );
  const shown = rows.slice(0, query.limit);
  const end = shown.at(-1);
  const nextCursor = rows.length > query.limit && end ? encodeCursor({ sort: query.sort, id: end.id }) : null;
  return { items: await toViews(tx, shown), nextCursor, counts: await countNewHires(tx) };
}

function directionOf(descending: boolean): Prisma.Sql {
  return descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}

// Written out and one more than is shown: a plan that is kept for the statement must know that only a few rows are wanted.
function limitOf({ limit }: Pick<NewHireQuery, "limit">): Prisma.Sql {
  return Prisma.raw(`LIMIT ${limit + 1}`);
}

interface Place {
  id: string;
  key: number | Uint8Array | Date;
  hasValue: boolean;
}

async function findPlace(tx: TenantTx, id: string, column: SortColumn): Promise<Place> {
  const empty = noValue[column];
  const rows = await tx.$queryRaw<Place[]>`
    SELECT "id", ${sortColumns[column]} AS "key", ${empty ? Prisma.sql`${sortColumns[column]} <> ${empty}` : Prisma.sql`true`} AS "hasValue"
    FROM "NewHire" WHERE "id" = ${id}::uuid`;
  if (!rows[0]) throw staleCursor();
  return rows[0];
}

interface Stretch {
  /** Its place among the stretches. */
  at: number;
  descending: boolean;
  having: "any" | "value" | "none";
  after: Place | null;
}

// Up to this many matches are looked up by id; with more, scanning the list in its order soon meets them.
const FEW = 2_000;

/**
 * What a query asks that row-level security lets no index answer (a part of a text, a member of a list), as conditions. Few
 * hires that match are named by their ids, found through the index by `new_hires_matching_any` (see the migration `list_search_and_views`).
 */
async function matchConditions(tx: TenantTx, { search = "", attention, missing, ...rest }: FixedConditions): Promise<Prisma.Sql[]> {
  const text = searchForm(search);
  const pattern = text === "" ? null : `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const own = await ownConditions(tx, rest);
  const terms = own && !own.isCommon ? own.terms : [];
  const scanned = own?.isCommon ? [own.condition] : [];
  if (pattern === null && !attention && !missing && terms.length === 0) return scanned;
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT new_hires_matching_any(${pattern}, ${attention ?? null}::text[], ${missing ?? null}::text[],
      ${JSON.stringify(terms)}::jsonb, ${FEW + 1}) AS "id"`;
  if (found.length <= FEW) return [Prisma.sql`"id" = ANY(${found.map(({ id }) => id)}::uuid[])`, ...scanned];
  const conditions: Prisma.Sql[] = [];
  if (pattern !== null) conditions.push(Prisma.sql`"searchText" LIKE ${pattern}`);
  if (attention) conditions.push(Prisma.sql`"attention" && ${attention}::text[]`);
  if (missing) {
    const [standard, missingOwn] = [missing.filter(isHireField), missing.filter(isOwnFieldName)];
    conditions.push(Prisma.sql`("missingFields" && ${standard}::text[]::"HireField"[] OR "missingOwn" && ${missingOwn}::text[])`);
  }
  if (own) conditions.push(own.condition);
  return conditions;
}

/** The other conditions of a query. */
function plainConditions(organizationId: OrganizationId, query: FixedConditions): Prisma.Sql[] {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid`];
  if (query.startFrom) conditions.push(Prisma.sql`"startKey" >= ${startKey(query.startFrom)}`);
  if (query.startTo) conditions.push(Prisma.sql`"startKey" <= ${startKey(query.startTo)}`);
  if (query.startFrom || query.startTo) conditions.push(Prisma.sql`"startDate" IS NOT NULL`);
  for (const field of valueFields)
    if (query[field]) conditions.push(Prisma.sql`${Prisma.raw(`"${field}"`)} = ANY(${query[field]}::text[])`);
  if (query.changedSince) conditions.push(Prisma.sql`"updatedAt" >= ${new Date(query.changedSince)}`);
  if (query.changedBy) conditions.push(Prisma.sql`"changedBy" = ANY(${query.changedBy}::text[]::"ChangeSource"[])`);
  return conditions;
}

/**
 * The ids of a stretch of the list with what they are ordered by. One index scan for each status: an index that begins with the status
 * serves a list without one too. The status is compared as text (`tab`, see the migration `list_by_index`), because enums cannot use an
 * index here.
 */
function stretch(
  query: Pick<NewHireQuery, "status" | "limit">,
  chosen: readonly Prisma.Sql[],
  column: SortColumn,
  part: Stretch,
): Prisma.Sql {
  const key = sortColumns[column];
  const empty = noValue[column];
  const conditions = [...chosen, Prisma.sql`"tab" = s.status`];
  if (empty && part.having === "value") conditions.push(Prisma.sql`${key} < ${empty}`);
  if (empty && part.having === "none") conditions.push(Prisma.sql`${key} = ${empty}`);
  if (part.after) {
    const beyond = part.descending ? Prisma.sql`<` : Prisma.sql`>`;
    conditions.push(Prisma.sql`(${key}, "id") ${beyond} (${part.after.key}, ${part.after.id}::uuid)`);
  }
  const direction = directionOf(part.descending);
  const statuses = query.status ?? hireStatuses;
  return Prisma.sql`
    SELECT ${part.at}::int AS "part", h."id", h."key"
    FROM unnest(${statuses}::text[]) AS s(status)
    CROSS JOIN LATERAL (
      SELECT "id", ${key} AS "key" FROM "NewHire" WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${key} ${direction}, "id" ${direction} ${limitOf(query)}
    ) h`;
}

/** The ids of the hires that conditions match, in the order of the ids, after one of them. */
export async function matchingIds(
  tx: TenantTx,
  organizationId: OrganizationId,
  conditions: NewHireConditions,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<HireId[]> {
  const chosen = await allConditions(tx, organizationId, conditions);
  if (afterId !== null) chosen.push(Prisma.sql`"id" > ${afterId}::uuid`);
  const rows = await tx.$queryRaw<{ id: HireId }[]>`
    SELECT "id" FROM "NewHire" WHERE ${Prisma.join(chosen, " AND ")} ORDER BY "id" LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Returns what hires must meet to match, as parts of a statement about "NewHire". */
export async function allConditions(tx: TenantTx, organizationId: OrganizationId, conditions: NewHireConditions): Promise<Prisma.Sql[]> {
  const asked = await onThisDay(tx, conditions);
  const chosen = [...plainConditions(organizationId, asked), ...(await matchConditions(tx, asked))];
  if (asked.status) chosen.push(Prisma.sql`"tab" = ANY(${asked.status}::text[])`);
  return chosen;
}

/** Returns conditions with the days that a relative start date means now, by the database's clock and in the organization's time zone. */
export async function onThisDay<Conditions extends NewHireConditions>(tx: TenantTx, conditions: Conditions) {
  if (conditions.starts === undefined) return onDay(conditions, "");
  const { value } = await readSetting(tx, "invitations");
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS "now"`;
  if (!row) throw new Error("the database did not tell the time");
  return onDay(conditions, localDay(row.now, value.timeZone));
}

/** How many hires each tab holds, and how many need a person's look; exact. */
export async function countNewHires(tx: TenantTx): Promise<NewHireCounts> {
  const rows = await tx.$queryRaw<{ status: string; count: number }[]>`
    SELECT "key" AS "status", sum("count")::int AS "count" FROM "NewHireCount" GROUP BY "key"`;
  const count = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
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
