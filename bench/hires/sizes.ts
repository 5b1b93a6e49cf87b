import pg from "pg";
import { type Caller, seed } from "@/bench/list/organization";
import type { Row } from "@/bench/results";

/** Measures an organization of each size in turn. The former ones stay, as in an installation of many organizations. */
export async function onSizes(
  sizes: readonly number[],
  measure: (caller: Caller, size: number, owner: pg.Client) => Promise<Row[]>,
): Promise<Row[]> {
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  try {
    const rows: Row[] = [];
    for (const size of sizes) rows.push(...(await measure((await seed(owner, size)).caller, size, owner)));
    return rows;
  } finally {
    await owner.end();
  }
}
