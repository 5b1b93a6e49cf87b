import { isOwnFieldName } from "@/lib/hire-fields/fields";
import { isHireField } from "@/lib/hire-fields/own/rules";
import { startKey } from "@/lib/hire-fields/rules";
import { valueFields } from "@/lib/hires/codes";
import { metByMany, ownConditions } from "@/lib/hires/conditions/own-conditions";
import { type FixedConditions, onDay } from "@/lib/hires/conditions/rules";
import type { NewHireConditions } from "@/lib/hires/conditions/schema";
import { searchForm } from "@/lib/hires/conditions/search";
import { localDay } from "@/lib/platform/calendar";
import { type Read, readIn } from "@/lib/platform/database/read";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";
import { Prisma } from "@/prisma/generated/client";

// Up to this many matches are looked up by id; with more, scanning the list in its order soon meets them.
const FEW = 2_000;

/**
 * What a query asks that row-level security lets no index answer (a part of a text, a member of a list), as conditions. Few
 * hires that match are named by their ids, found through the index by `new_hires_matching_any` (see the migration `list_search_and_views`).
 */
async function matchConditions(read: Read, { search = "", attention, missing, ...rest }: FixedConditions): Promise<Prisma.Sql[]> {
  const text = searchForm(search);
  const pattern = text === "" ? null : `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const own = await ownConditions(read, rest);
  const terms = own && !own.isCommon ? own.terms : [];
  const scanned = own?.isCommon ? [own.condition] : [];
  if (pattern === null && !attention && !missing && terms.length === 0) return scanned;
  const found = await read<{ id: string }>(Prisma.sql`
    SELECT new_hires_matching_any(${pattern}, ${attention ?? null}::text[], ${missing ?? null}::text[],
      ${JSON.stringify(terms)}::jsonb, ${FEW + 1}) AS "id"`);
  if (found.length <= FEW) return [Prisma.sql`"id" = ANY(${found.map(({ id }) => id)}::uuid[])`, ...scanned];
  const conditions: Prisma.Sql[] = [];
  if (pattern !== null) conditions.push(metByMany(Prisma.sql`"searchText" LIKE ${pattern}`));
  if (attention) conditions.push(metByMany(Prisma.sql`"attention" && ${attention}::text[]`));
  if (missing) {
    const [standard, missingOwn] = [missing.filter(isHireField), missing.filter(isOwnFieldName)];
    conditions.push(metByMany(Prisma.sql`"missingFields" && ${standard}::text[]::"HireField"[] OR "missingOwn" && ${missingOwn}::text[]`));
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

/** Returns what hires must meet to match, the status aside, as parts of a statement about "NewHire". */
export async function conditionsOf(read: Read, organizationId: OrganizationId, asked: FixedConditions): Promise<Prisma.Sql[]> {
  return [...plainConditions(organizationId, asked), ...(await matchConditions(read, asked))];
}

/** Returns what hires must meet to match, as parts of a statement about "NewHire". */
export async function allConditions(tx: TenantTx, organizationId: OrganizationId, conditions: NewHireConditions): Promise<Prisma.Sql[]> {
  const asked = await onThisDay(tx, conditions);
  const chosen = await conditionsOf(readIn(tx), organizationId, asked);
  if (asked.status) chosen.push(Prisma.sql`"tab" = ANY(${asked.status}::text[])`);
  return chosen;
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

/** Returns conditions with the days that a relative start date means now, by the database's clock and in the organization's time zone. */
export async function onThisDay<Conditions extends NewHireConditions>(tx: TenantTx, conditions: Conditions) {
  if (conditions.starts === undefined) return onDay(conditions, "");
  const { value } = await readSetting(tx, "invitations");
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS "now"`;
  if (!row) throw new Error("the database did not tell the time");
  return onDay(conditions, localDay(row.now, value.timeZone));
}
