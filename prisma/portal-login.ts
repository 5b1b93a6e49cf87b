import { createHash, createHmac, hkdfSync, pbkdf2Sync, randomBytes } from "node:crypto";
import pg from "pg";
import { APPLICATION_ROLE, acceptsLogin, BACKUP_ROLE, sessionSettings } from "@/lib/platform/database/connection";
import { connectTo, MigrationError } from "@/prisma/owner";

const LONGEST_NAME = 63;
const SCRAM_ROUNDS = 4096;

/** Returns the address of a database, or of the pooler in front of it, for a login role. */
export function withLogin(databaseUrl: string, [user, password]: readonly [string, string]): string {
  const url = new URL(databaseUrl);
  url.username = user;
  url.password = password;
  return url.href;
}

/** Roles belong to the whole server, so each database has a login role of its own name. */
function loginName(database: string): string {
  const name = `emptrust_portal_${database}`;
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  return `emptrust_portal_${createHash("sha256").update(database).digest("hex").slice(0, 32)}`;
}

function derivePassword(key: Buffer, database: string): string {
  return Buffer.from(hkdfSync("sha256", key, Buffer.from(database), "emptrust database login", 32)).toString("base64url");
}

/** Returns a password as PostgreSQL stores it (RFC 5803), so that no statement carries it, which the server may log. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, SCRAM_ROUNDS, 32, "sha256");
  const sign = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(sign("Client Key")).digest();
  return `SCRAM-SHA-256$${SCRAM_ROUNDS}:${salt.toString("base64")}$${stored.toString("base64")}:${sign("Server Key").toString("base64")}`;
}

/**
 * Makes the login role that the portal works as, or gives it another password when that of no key of the ring is right any more.
 * Returns its name and password. The caller is the owner and holds the migration lock.
 */
export async function ensureLogin(owner: pg.Client, directUrl: string, keys: readonly { key: Buffer }[]): Promise<[string, string]> {
  const { rows } = await owner.query<{ database: string }>("SELECT current_database() AS database");
  const database = rows[0]?.database ?? "";
  const user = loginName(database);
  const passwords = keys.map(({ key }) => derivePassword(key, database));
  for (const password of passwords) {
    if (await acceptsLogin(withLogin(directUrl, [user, password]))) return [user, password];
  }
  const [password] = passwords;
  if (password === undefined) throw new Error("the key ring is empty");
  const role = pg.escapeIdentifier(user);
  const found = await owner.query("SELECT FROM pg_roles WHERE rolname = $1", [user]);
  try {
    await owner.query(
      `${found.rowCount ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD '${scramVerifier(password)}'; GRANT ${APPLICATION_ROLE} TO ${role}`,
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new MigrationError(
      `DATABASE_URL: its user may not make the role ${user} that the portal works as (${error.code}). Ask your database administrator to run: CREATE ROLE ${user} LOGIN PASSWORD '…' IN ROLE ${APPLICATION_ROLE}; then set DATABASE_ADMIN_URL to this address, and DATABASE_URL to that role's.`,
    );
  }
  return [user, password];
}

/**
 * Gives the role of `directUrl` its session's limits, and checks that it can do what the portal does and nothing more. Throws
 * `MigrationError` otherwise.
 */
export async function checkLogin(directUrl: string, variable: string): Promise<void> {
  const client = await connectTo(directUrl, variable);
  try {
    const { rows } = await client.query<{ name: string; isPowerful: boolean; isMember: boolean; isOwner: boolean }>(
      `SELECT quote_ident(session_user) AS "name", rolsuper OR rolbypassrls OR rolcreaterole AS "isPowerful",
              pg_has_role(session_user, $1, 'USAGE') AS "isMember",
              pg_has_role(session_user, $2, 'MEMBER')
                OR EXISTS (SELECT FROM pg_class WHERE oid = '"NewHire"'::regclass AND pg_has_role(session_user, relowner, 'MEMBER')) AS "isOwner"
       FROM pg_roles WHERE rolname = session_user`,
      [APPLICATION_ROLE, BACKUP_ROLE],
    );
    const [login] = rows;
    if (!login || login.isPowerful || login.isOwner) {
      throw new MigrationError(
        `${variable}: ${login?.name ?? "its user"} may do more than the portal needs, so nothing would hold one organization's data from another's. Ask your database administrator to run: CREATE ROLE emptrust_portal LOGIN PASSWORD '…' IN ROLE ${APPLICATION_ROLE}; and use that role.`,
      );
    }
    if (!login.isMember) {
      throw new MigrationError(
        `${variable}: ${login.name} is no member of ${APPLICATION_ROLE}. Ask your database administrator to run: GRANT ${APPLICATION_ROLE} TO ${login.name};`,
      );
    }
    await settle(client);
  } finally {
    await client.end();
  }
}

/** Stores the session's settings with the role: a pooler passes none on that a client asks for. */
async function settle(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ settings: string[] }>(
    `SELECT coalesce((SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = 0 AND setrole = session_user::regrole), '{}') AS settings`,
  );
  for (const [name, value] of Object.entries(sessionSettings)) {
    if (!rows[0]?.settings.includes(`${name}=${value}`)) await client.query(`ALTER ROLE CURRENT_USER SET ${name} = '${value}'`);
  }
}
