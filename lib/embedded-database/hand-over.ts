import pg from "pg";

/** What the superuser owns in the schemas, but not what an extension brought. An index or a row type goes with its table. */
const OWNED_BY_SUPERUSER = `
  SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, $1::text) AS statement, 1 AS step FROM pg_namespace
  WHERE nspname IN ('public', 'pgboss') AND nspowner <> $1::text::regrole
  UNION ALL
  SELECT format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, $1::text), 2 FROM pg_class AS c
  WHERE c.relnamespace::regnamespace::text IN ('public', 'pgboss') AND c.relowner = session_user::regrole AND c.relkind IN ('r', 'p', 'v')
  UNION ALL
  SELECT format('ALTER SEQUENCE %s OWNER TO %I', c.oid::regclass, $1::text), 3 FROM pg_class AS c
  WHERE c.relnamespace::regnamespace::text IN ('public', 'pgboss') AND c.relowner = session_user::regrole AND c.relkind = 'S'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype IN ('a', 'i'))
  UNION ALL
  SELECT format('ALTER FUNCTION %s OWNER TO %I', p.oid::regprocedure, $1::text), 4 FROM pg_proc AS p
  WHERE p.pronamespace::regnamespace::text IN ('public', 'pgboss') AND p.proowner = session_user::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO %I', t.oid::regtype, $1::text), 5 FROM pg_type AS t
  WHERE t.typnamespace::regnamespace::text IN ('public', 'pgboss') AND t.typowner = session_user::regrole AND t.typtype = 'e'
  ORDER BY step`;

/**
 * Makes the role that owns the database and is no superuser, and gives it what an earlier version made as the superuser. Idempotent.
 * `addressOf` gives the superuser's address of a database.
 */
export async function handOver(database: string, owner: string, password: string, addressOf: (database: string) => string): Promise<void> {
  await onDatabase(addressOf("postgres"), async (superuser) => {
    // Processes that start together take turns.
    await superuser.query("SELECT pg_advisory_lock(hashtext('emptrust owner'))");
    const role = await superuser.query("SELECT FROM pg_roles WHERE rolname = $1", [owner]);
    if (role.rowCount === 0) await superuser.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD ${pg.escapeLiteral(password)}`);
    const found = await superuser.query("SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0) await superuser.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    else if (found.rows[0]?.owner !== owner) await giveAway(superuser, database, owner, addressOf);
  });
}

async function giveAway(superuser: pg.Client, database: string, owner: string, addressOf: (database: string) => string): Promise<void> {
  await onDatabase(addressOf(database), async (client) => {
    const { rows } = await client.query<{ statement: string }>(OWNED_BY_SUPERUSER, [owner]);
    for (const { statement } of rows) await client.query(statement);
  });
  const roles = await superuser.query<{ name: string }>(
    "SELECT quote_ident(rolname) AS name FROM pg_roles WHERE rolname LIKE 'emptrust\\_%' AND NOT rolcanlogin",
  );
  for (const { name } of roles.rows) await superuser.query(`GRANT ${name} TO ${owner} WITH ADMIN OPTION`);
  // Last, because it says that all was done.
  await superuser.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
}

async function onDatabase(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
