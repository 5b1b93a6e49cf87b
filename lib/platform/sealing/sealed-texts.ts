import { currentKeyId } from "@/lib/platform/crypto";
import type { AccountTx, TenantTx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** A column of sealed texts, and the one that names its rows within an organization or an account: a UUID. */
export interface SealedPlace {
  table: string;
  key: string;
  column: string;
}

export interface SealedText {
  /** Place of its column in the list. */
  at: number;
  id: string;
  sealed: string;
}

/** Returns up to `limit` texts that aren't sealed with the ring's first key, those behind `after`. */
export function outdatedTexts(
  tx: TenantTx | AccountTx,
  places: readonly SealedPlace[],
  { after, limit }: { after: SealedText | undefined; limit: number },
): Promise<SealedText[]> {
  const cursor = after ? Prisma.sql`AND ("at", "id") > (${after.at}::int, ${after.id}::uuid)` : Prisma.empty;
  return tx.$queryRaw<SealedText[]>`
    SELECT "at", "id", "sealed" FROM (${textsOf(places)}) AS texts
    WHERE split_part("sealed", '.', 2) <> ${currentKeyId()} ${cursor} ORDER BY "at", "id" LIMIT ${limit}`;
}

/** Returns how many texts are sealed with each key. */
export function countByKey(tx: TenantTx | AccountTx, places: readonly SealedPlace[]): Promise<{ keyId: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT split_part("sealed", '.', 2) AS "keyId", count(*)::int AS "count" FROM (${textsOf(places)}) AS texts GROUP BY 1`;
}

/** Stores another sealed text in place of the one that was read; false, and nothing stored, where that one isn't there any more. */
export async function replaceText(
  tx: TenantTx | AccountTx,
  place: SealedPlace,
  { id, sealed }: SealedText,
  next: string,
): Promise<boolean> {
  const { table, key, column } = identifiers(place);
  const count = await tx.$executeRaw`UPDATE ${table} SET ${column} = ${next} WHERE ${key} = ${id}::uuid AND ${column} = ${sealed}`;
  return count > 0;
}

function textsOf(places: readonly SealedPlace[]): Prisma.Sql {
  const selects = places.map((place, at) => {
    const { table, key, column } = identifiers(place);
    return Prisma.sql`SELECT ${at}::int AS "at", ${key} AS "id", ${column} AS "sealed" FROM ${table} WHERE ${column} IS NOT NULL`;
  });
  return Prisma.join(selects, " UNION ALL ");
}

/** The names are those of a list in code: no input reaches them. */
function identifiers({ table, key, column }: SealedPlace) {
  const quoted = (identifier: string) => Prisma.raw(`"${identifier}"`);
  return { table: quoted(table), key: quoted(key), column: quoted(column) };
}
