import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { inOrganization } from "@/lib/platform/db";

testDatabase();

// Keys on `id` are left out: an id is new with each row, so it never meets another's.
it("no table has a unique key within another one, since ON CONFLICT on either fails where two writers meet at the other", async () => {
  const nested = await inOrganization(
    await makeOrganization(),
    (tx) => tx.$queryRaw<{ inner: string; outer: string }[]>`
    WITH keys AS (
      SELECT i.indexrelid::regclass::text AS name, i.indrelid, array_agg(a.attname::text) AS columns
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])
      WHERE i.indisunique AND i.indpred IS NULL AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
      GROUP BY i.indexrelid, i.indrelid
    )
    SELECT a.name AS inner, b.name AS outer FROM keys a JOIN keys b ON b.indrelid = a.indrelid AND b.name <> a.name AND b.columns @> a.columns
    WHERE a.columns <> '{id}'`,
  );
  expect(nested).toEqual([]);
});
