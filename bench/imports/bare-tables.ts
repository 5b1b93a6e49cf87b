import { randomUUID } from "node:crypto";
import pg from "pg";

/**
 * The five tables that get a row for each hire in a first import, each with the join that leads from its row to the candidate. Found by
 * PostgreSQL's count of inserted rows. A trigger of `NewHire` also writes `DashboardSum`, up to one row a hire; that is left out here.
 */
const tables = {
  '"AcceptedApplication"': "",
  '"Offer"': "",
  '"NewHire"': "",
  '"Invitation"': `JOIN "NewHire" c ON c."id" = t."newHireId"`,
  "pgboss.job_common": `JOIN "Invitation" i ON i."id"::text = t.data->>'invitationId' JOIN "NewHire" c ON c."id" = i."newHireId"`,
} as const;

type Rows = Map<number, object>;

/**
 * Bare copies of the five tables with their indexes, and without triggers, foreign keys, other constraints and row-level security. What is
 * written are the rows that an import of the portal wrote, by candidate.
 */
export class BareTables {
  private readonly client: pg.Client;
  private readonly schema: string;
  private readonly copies: { rows: Rows; insertion: { name: string; text: string } }[] = [];

  private constructor(client: pg.Client) {
    this.client = client;
    this.schema = `bare_${randomUUID().replaceAll("-", "")}`;
  }

  /** Makes the copies and reads what to write into them. Throws unless each table has a row of every hire. */
  static async of(organizationId: string, hires: number): Promise<BareTables> {
    const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL, pipeline: true });
    await client.connect();
    const made = new BareTables(client);
    await client.query(`CREATE SCHEMA ${made.schema}`);
    for (const [at, [table, joined]] of Object.entries(tables).entries()) await made.copy(organizationId, hires, { at, table, joined });
    return made;
  }

  private async copy(organizationId: string, hires: number, { at, table, joined }: { at: number; table: string; joined: string }) {
    const columns = await this.client.query<{ name: string; isGenerated: boolean }>(
      `SELECT quote_ident(attname) AS name, attgenerated <> '' AS "isGenerated" FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    const names = columns.rows.flatMap(({ name, isGenerated }) => (isGenerated ? [] : name)).join(", ");
    const copy = `${this.schema}.t${at}`;
    await this.client.query(`CREATE TABLE ${copy} (LIKE ${table} INCLUDING INDEXES INCLUDING DEFAULTS INCLUDING GENERATED)`);
    const { rows } = await this.client.query<{ candidateId: string; row: object }>(
      `SELECT ${joined === "" ? "t" : "c"}."candidateId", to_jsonb(r) AS row FROM ${table} t ${joined}
       CROSS JOIN LATERAL (SELECT ${names.replaceAll(/(^|, )/g, "$1t.")}) r
       WHERE ${joined === "" ? "t" : "c"}."organizationId" = $1`,
      [organizationId],
    );
    const byCandidate: Rows = new Map(rows.map(({ candidateId, row }) => [Number(candidateId), row]));
    if (byCandidate.size !== hires) throw new Error(`${table} has rows of ${byCandidate.size} hires, not of ${hires}`);
    const text = `INSERT INTO ${copy} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${copy}, $1)`;
    this.copies.push({ rows: byCandidate, insertion: { name: copy, text } });
  }

  /** Writes the rows of some candidates' hires: one transaction, a statement for each table. */
  async write(candidateIds: readonly number[]): Promise<void> {
    await Promise.all([
      this.client.query("BEGIN"),
      ...this.copies.map(({ rows, insertion }) =>
        this.client.query({ ...insertion, values: [JSON.stringify(candidateIds.map((id) => rows.get(id)))] }),
      ),
      this.client.query("COMMIT"),
    ]);
  }

  /** Removes the copies and returns how many rows each had. */
  async drop(): Promise<number[]> {
    const counts: number[] = [];
    for (const { insertion } of this.copies) {
      const { rows } = await this.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${insertion.name}`);
      counts.push(rows[0]?.count ?? 0);
    }
    await this.client.query(`DROP SCHEMA ${this.schema} CASCADE`);
    await this.client.end();
    return counts;
  }
}
