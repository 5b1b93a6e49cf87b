import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { APPLICATION_ROLE, BACKUP_ROLE } from "@/lib/platform/database/connection";

/** The database can't be used as it is. The message is one line that names the variable and says what to do; nothing was changed. */
export class MigrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MigrationError";
  }
}

/** Owns the function that searches hires, and can do nothing else. */
const SEARCH_ROLE = "emptrust_search";
/** Owns the functions that count for the operator over all organizations, and can do nothing else. */
const FIGURES_ROLE = "emptrust_figures";
/** Owns the functions that seal the audit log and erase values from it, and can do nothing else. */
const AUDIT_ROLE = "emptrust_audit";
/** The roles that the migrations name. None can log in. */
export const groupRoles: readonly string[] = [APPLICATION_ROLE, SEARCH_ROLE, FIGURES_ROLE, AUDIT_ROLE, BACKUP_ROLE];

const CONNECT_ATTEMPTS = 60;

/** Connects; waits up to a minute for a server that is starting. Throws `MigrationError` that begins with `variable`. */
export async function connectTo(databaseUrl: string, variable: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: "emptrust migrate", connectionTimeoutMillis: 10_000 });
    // Without a listener, a connection that breaks would end the process.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (attempt >= CONNECT_ATTEMPTS || !/^(ECONNREFUSED|57P03|53300)$/.test(code)) {
        throw new MigrationError(`${variable}: the database cannot be reached (${connectionTrouble(code)}).`);
      }
      await sleep(1_000);
    }
  }
}

const troubles: Record<string, string> = {
  "28P01": "it refuses the password",
  "28000": "it refuses this user",
  "3D000": "there is no such database",
  "08P01": "a pooler or the server refuses the way it is asked; a pooler must know this user, and take no `options`",
  ENOTFOUND: "its name is not known",
};

function connectionTrouble(code: string): string {
  const words = troubles[code];
  return words ? `${code}: ${words}` : code || "no answer";
}

interface Owner {
  name: string;
  database: string;
  isSuperuser: boolean;
  mayMakeRoles: boolean;
  mayCreate: boolean;
  /** Names of the roles that do not exist. */
  missing: string[];
  /** Names of those, and of the ones that the owner is no member of or may not hand on. */
  lacking: string[];
}

/**
 * Makes the roles that the migrations name, and checks what the owner needs for them. Throws `MigrationError` with the statements that a
 * database administrator has to run where the owner may not do it itself. The caller holds the migration lock.
 */
export async function prepareRoles(client: pg.Client, variable: string): Promise<void> {
  const owner = await readOwner(client);
  if (owner.isSuperuser) {
    throw new MigrationError(
      `${variable}: ${owner.name} is a superuser or passes over row-level security, so nothing would hold one organization's data from another's. Ask your database administrator to run: CREATE ROLE emptrust LOGIN CREATEROLE PASSWORD '…'; ALTER DATABASE ${owner.database} OWNER TO emptrust; and use that role.`,
    );
  }
  const advice: string[] = [];
  if (!owner.mayCreate) advice.push(`ALTER DATABASE ${owner.database} OWNER TO ${owner.name};`);
  if (owner.lacking.length > 0 && owner.mayMakeRoles) {
    for (const role of owner.lacking) await makeRole(client, role);
    const { lacking } = await readOwner(client);
    if (lacking.length > 0) advice.push(`GRANT ${lacking.join(", ")} TO ${owner.name} WITH ADMIN OPTION;`);
  } else if (owner.lacking.length > 0) {
    for (const name of owner.missing) advice.push(`CREATE ROLE ${name} NOLOGIN;`);
    advice.push(`GRANT ${owner.lacking.join(", ")} TO ${owner.name} WITH ADMIN OPTION;`);
  }
  if (advice.length > 0) {
    throw new MigrationError(`${variable}: ${owner.name} lacks privileges. Ask your database administrator to run: ${advice.join(" ")}`);
  }
  // Rights of a database are no part of it: a copy, and one that an older PostgreSQL made, gives these to everyone. A view of one's own could
  // stand in a table's place. A role that may not take them away is told so by PostgreSQL as a warning, and goes on.
  await client.query(`REVOKE TEMPORARY ON DATABASE ${owner.database} FROM PUBLIC, ${groupRoles.join(", ")};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${groupRoles.join(", ")};`);
  // The former owner gave this for tables of its own only.
  await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APPLICATION_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${BACKUP_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO ${BACKUP_ROLE};`);
}

async function makeRole(client: pg.Client, role: string): Promise<void> {
  await client.query(`DO $$ BEGIN
    CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`);
  // From PostgreSQL 16 on, who makes a role may hand it on, but is not yet a member; before, the other way round.
  await client.query(`DO $$ BEGIN
    EXECUTE format('GRANT ${role} TO %I', current_user);
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END $$`);
}

async function readOwner(client: pg.Client): Promise<Owner> {
  const { rows } = await client.query<Owner>(
    `SELECT quote_ident(current_user) AS "name", quote_ident(current_database()) AS "database",
            rolsuper OR rolbypassrls AS "isSuperuser", rolcreaterole AS "mayMakeRoles",
            has_schema_privilege('public', 'CREATE') AND has_database_privilege(current_database(), 'CREATE') AS "mayCreate",
            ARRAY(SELECT wanted FROM unnest($1::text[]) AS wanted LEFT JOIN pg_roles ON rolname = wanted WHERE rolname IS NULL) AS "missing",
            ARRAY(SELECT wanted FROM unnest($1::text[]) AS wanted LEFT JOIN pg_roles AS there ON there.rolname = wanted
                  WHERE there.oid IS NULL OR NOT pg_has_role(there.oid, 'MEMBER')
                     OR NOT (pg_has_role(there.oid, 'MEMBER WITH ADMIN OPTION')
                             OR (me.rolcreaterole AND current_setting('server_version_num')::int < 160000))) AS "lacking"
     FROM pg_roles AS me WHERE rolname = current_user`,
    [groupRoles],
  );
  const [owner] = rows;
  if (!owner) throw new Error("PostgreSQL did not say who is connected");
  return owner;
}
