import type pg from "pg";
import { onSizes } from "@/bench/hires/sizes";
import { connectOrganization, startGreenhouse, syncOnce } from "@/bench/imports/sync";
import type { Row } from "@/bench/results";

const SIZE = 100_000;
const IMPORTED = 5_000;
const RUNS = 50_000;

/**
 * How many bytes a hire takes, an invitation, and what a sync writes beside them: the row, what is stored beside it, and its place in each
 * index. The baseline is the values of the row alone.
 */
export function bytesOfHire(): Promise<Row[]> {
  return onSizes([SIZE], async (_caller, _size, owner) => {
    const ofHire = [await bytesOf(owner, "NewHire"), await bytesOf(owner, "Invitation")];
    const greenhouse = await startGreenhouse({ hires: IMPORTED });
    await syncOnce(await connectOrganization("v3", greenhouse));
    await greenhouse.close();
    await owner.query(
      `INSERT INTO "SyncRun" ("id", "organizationId", "integrationId", "trigger", "status", "startedAt", "finishedAt", "requests", "createdAt", "quiet")
       SELECT uuidv7(), "organizationId", "integrationId", 'schedule', 'succeeded', "startedAt", "finishedAt", 2, now() - n * interval '5 minutes', true
       FROM (SELECT * FROM "SyncRun" LIMIT 1) one, generate_series($1::int, 1, -1) n`,
      [RUNS],
    );
    await owner.query('VACUUM FULL "Offer", "AcceptedApplication"');
    return [...ofHire, await bytesOf(owner, "Offer"), await bytesOf(owner, "AcceptedApplication"), await bytesOf(owner, "SyncRun")];
  });
}

type Measured = "NewHire" | "Invitation" | "Offer" | "AcceptedApplication" | "SyncRun";

async function bytesOf(owner: pg.Client, table: Measured): Promise<Row> {
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
