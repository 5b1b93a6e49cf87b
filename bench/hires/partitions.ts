import type pg from "pg";
import { medianMs, timing } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import type { Row } from "@/bench/results";

const SIZE = 100_000;
const PARTS = [1, 16, 64];
const TIMES = 300;

/** How long it takes to copy hires into a table in parts, with all indexes, and to read them there. The baseline is a table in one piece. */
export function partitionTimes(): Promise<Row[]> {
  return onSizes([SIZE], async ({ organizationId }, _, owner) => {
    const rows: Row[] = [];
    for (const parts of PARTS) rows.push(await timesOf(owner, organizationId, parts));
    return rows;
  });
}

async function timesOf(owner: pg.Client, organizationId: string, parts: number): Promise<Row> {
  const table = `hires_in_${parts}`;
  const columns = await list(
    owner,
    `SELECT string_agg(quote_ident(attname), ', ') AS "text" FROM pg_attribute
     WHERE attrelid = '"NewHire"'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
  );
  const indexes = await list(
    owner,
    `SELECT pg_get_indexdef(indexrelid) AS "text" FROM pg_index WHERE indrelid = '"NewHire"'::regclass AND NOT indisprimary`,
  );
  const by = parts === 1 ? "" : 'PARTITION BY HASH ("organizationId")';
  await owner.query(`CREATE TABLE ${table} (LIKE "NewHire" INCLUDING DEFAULTS INCLUDING GENERATED) ${by}`);
  for (let part = 0; parts > 1 && part < parts; part++) {
    await owner.query(`CREATE TABLE ${table}_${part} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${parts}, REMAINDER ${part})`);
  }
  const copy = await timing(() => owner.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM "NewHire"`));
  const index = await timing(async () => {
    await owner.query(`ALTER TABLE ${table} ADD PRIMARY KEY ("organizationId", "id")`);
    for (const one of indexes) await owner.query(one.replace('INDEX "NewHire', `INDEX "${table}`).replace('public."NewHire"', table));
  });
  await owner.query(`ANALYZE ${table}`);
  const [id = ""] = await list(owner, 'SELECT "id"::text AS "text" FROM "NewHire" LIMIT 1');
  const page = `SELECT "id" FROM ${table} WHERE "organizationId" = $1 AND "tab" = 'pending' ORDER BY "startKey", "id" LIMIT 50`;
  return {
    name: `partitions, ${parts}`,
    hires: SIZE,
    copySeconds: copy.seconds,
    indexSeconds: index.seconds,
    pageMs: await medianMs(TIMES, () => owner.query(page, [organizationId])),
    byOrganizationAndIdMs: await medianMs(TIMES, () =>
      owner.query(`SELECT * FROM ${table} WHERE "organizationId" = $1 AND "id" = $2`, [organizationId, id]),
    ),
    byIdMs: await medianMs(TIMES, () => owner.query(`SELECT * FROM ${table} WHERE "id" = $1`, [id])),
  };
}

async function list(owner: pg.Client, statement: string): Promise<string[]> {
  return (await owner.query<{ text: string }>(statement)).rows.map(({ text }) => text);
}
