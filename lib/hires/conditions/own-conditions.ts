import { ownNamesOf } from "@/lib/hire-fields/fields";
import type { Read } from "@/lib/platform/database/read";
import { Prisma } from "@/prisma/generated/client";

// So many of the oldest and of the newest hires tell whether what is asked for is common.
const SAMPLE = 250;
const COMMON_SHARE = 0.05;

export interface OwnConditions {
  /** For each own field the terms of which a hire has one, by which an index finds them (see the function `own_terms`). */
  terms: string[][];
  condition: Prisma.Sql;
  /** Whether so many hires match that a list in its order soon meets them: then finding all of them first would cost more the more there are. */
  isCommon: boolean;
}

/**
 * Returns a condition that the planner takes for met by half of the rows, so that it walks a list in its order until a page is full. From its
 * statistics it would take the parts of texts and of JSON for rare, and read and sort all rows for them.
 */
export function metByMany(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${condition} THEN true ELSE false END`;
}

/** Returns what a query asks of own fields, as a condition on "NewHire"; null: nothing. */
export async function ownConditions(read: Read, query: object): Promise<OwnConditions | null> {
  const asked = ownNamesOf(query).flatMap((name) => {
    const values: unknown = (query as Record<string, unknown>)[name];
    return Array.isArray(values) ? [{ name, values: values.map(String) }] : [];
  });
  if (asked.length === 0) return null;
  const each = asked.map(({ name, values }) => Prisma.sql`"ownValues"->>${name} = ANY(${values}::text[])`);
  const condition = metByMany(Prisma.join(each, " AND "));
  const sample = (direction: Prisma.Sql) => Prisma.sql`
    SELECT avg((${condition})::int) AS "share" FROM (
      SELECT "ownValues" FROM "NewHire" WHERE "organizationId" = (SELECT current_organization()) ORDER BY "id" ${direction} LIMIT ${SAMPLE}
    ) sample`;
  const [row] = await read<{ isCommon: boolean | null }>(Prisma.sql`
    SELECT bool_and("share" >= ${COMMON_SHARE}::float8) AS "isCommon"
    FROM (${sample(Prisma.sql`ASC`)} UNION ALL ${sample(Prisma.sql`DESC`)}) samples`);
  return { terms: asked.map(({ name, values }) => values.map((value) => `${name}=${value}`)), condition, isCommon: row?.isCommon ?? false };
}
