import type pg from "pg";
import { onSizes } from "@/bench/hires/sizes";
import type { Row } from "@/bench/results";

const SIZE = 100_000;

/**
 * How many bytes a hire takes, and an invitation: its row, what is stored beside it, and its place in each index. The baseline is the values
 * of the row alone.
 */
export function bytesOfHire(): Promise<Row[]> {
  return onSizes([SIZE], async (_caller, _size, owner) => [await bytesOf(owner, "NewHire"), await bytesOf(owner, "Invitation")]);
}

async function bytesOf(owner: pg.Client, table: "NewHire" | "Invitation"): Promise<Row> {
  const { rows } = await owner.query<{ count: number; bytes: number }>(
    `SELECT count(*)::int AS "count", avg(pg_column_size(t.*))::float8 AS "bytes" FROM "${table}" t`,
  );
  const { count, bytes: baseline } = rows[0] ?? { count: 0, bytes: 0 };
  const { rows: parts } = await owner.query<{ part: string; bytes: number }>(
    `SELECT 'table' AS "part", pg_relation_size($1::regclass) AS "bytes"
     UNION ALL SELECT 'toast', coalesce(pg_total_relation_size(reltoastrelid), 0) FROM pg_class WHERE oid = $1::regclass
     UNION ALL SELECT 'indexes', pg_indexes_size($1::regclass)
     UNION ALL (SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index WHERE indrelid = $1::regclass ORDER BY 2 DESC)`,
    [`"${table}"`],
  );
  const each = Object.fromEntries(parts.map(({ part, bytes }) => [part.replaceAll('"', ""), Math.round(Number(bytes) / count)]));
  const total = (each.table ?? 0) + (each.toast ?? 0) + (each.indexes ?? 0);
  return { name: `bytes of ${table}`, rows: count, total, baselineBytes: Math.round(baseline), ...each };
}
