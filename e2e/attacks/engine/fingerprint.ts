import pg from "pg";

/** What moves without a write of anyone: left out, each for its reason. */
const leftOut: Readonly<Record<string, string>> = {
  RateLimit: "counts refused attempts, which is its purpose",
  ProviderEventCount: "counts reports of mail providers by kind, also those that concern no invitation",
};

/** Columns that reading moves. */
const movedByReading: Readonly<Record<string, string>> = {
  // Once a minute, that a session was used.
  Session: "lastSeenAt",
};

/** What all tables hold: table → rows and a hash over them. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Looks past row-level security, at the portal's tables and the queue's. */
export class Tables {
  readonly #client: pg.Client;
  readonly #query: string;

  private constructor(client: pg.Client, query: string) {
    this.#client = client;
    this.#query = query;
  }

  /** As the server's superuser. */
  static async open(superuserUrl: string): Promise<Tables> {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND (table_schema = 'public' OR (table_schema = 'pgboss' AND table_name IN ('job', 'schedule')))`,
    );
    const parts = rows
      .filter(({ name }) => !(name in leftOut))
      .map(({ schema, name }) => {
        const row = name in movedByReading ? `(to_jsonb(t) - '${movedByReading[name]}')::text` : "to_jsonb(t)::text";
        return `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(${row}, 0)), 0) AS print FROM "${schema}"."${name}" t`;
      });
    return new Tables(client, parts.join(" UNION ALL "));
  }

  async fingerprint(): Promise<Fingerprint> {
    const { rows } = await this.#client.query<{ name: string; print: string }>(this.#query);
    return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
  }

  /** Returns the first value of the first row. */
  async value(sql: string, values: readonly unknown[] = []): Promise<unknown> {
    const { rows } = await this.#client.query<Record<string, unknown>>(sql, [...values]);
    return Object.values(rows[0] ?? {})[0];
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}

/** Returns the tables that differ. */
export function movedTables(before: Fingerprint, after: Fingerprint): string[] {
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}
