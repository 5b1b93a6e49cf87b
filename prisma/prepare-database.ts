import type pg from "pg";
import { APPLICATION_ROLE } from "@/lib/platform/database/connection";
import type { Env } from "@/lib/platform/env";
import { type MigrateOptions, migrate, pendingMigrations } from "@/prisma/migrate";
import { connectTo, MigrationError } from "@/prisma/owner";
import { checkSessions } from "@/prisma/pooler";
import { checkLogin, ensureLogin, withLogin } from "@/prisma/portal-login";

export type DatabaseSettings = Pick<
  Env,
  "DATABASE_URL" | "DATABASE_ADMIN_URL" | "DATABASE_DIRECT_URL" | "DATABASE_REPLICA_URL" | "CREDENTIAL_KEYS"
>;

/** What else the owner does, under the lock of the migrations. */
export type OwnersWork = Pick<MigrateOptions, "before" | "after">;

export interface PreparedDatabase {
  /** Names of the migrations that were applied. */
  applied: string[];
  /** The address that the portal works with, as a role that owns nothing. */
  portalUrl: string;
  /** The same without a transaction pooler, where there is one. */
  directUrl: string | undefined;
  /** The replica's address for the same role, where there is a replica: it has the roles of its primary. */
  replicaUrl: string | undefined;
  /** The owner's address; undefined where this process does not know it. */
  adminUrl: string | undefined;
}

/**
 * Migrates the database and returns the addresses of its two roles. Where only the owner's address is given, a login role is made for the
 * portal, unless the key ring is empty; where the portal's alone is given, another program migrates, and this only checks that it was done.
 * Throws `MigrationError`.
 */
export async function prepareDatabase(settings: DatabaseSettings, work: OwnersWork = {}): Promise<PreparedDatabase> {
  const { DATABASE_URL: given, DATABASE_ADMIN_URL: admin, DATABASE_DIRECT_URL: direct, CREDENTIAL_KEYS: keys } = settings;
  const { DATABASE_REPLICA_URL: replicaUrl } = settings;
  const directUrl = direct ?? given;
  const directVariable = direct ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
  await checkSessions(directUrl, directVariable);
  if (admin) {
    await checkSessions(admin, "DATABASE_ADMIN_URL");
    const applied = await migrate(admin, { variable: "DATABASE_ADMIN_URL", ...work });
    await checkLogins(given, direct);
    return { applied, portalUrl: given, directUrl: direct, replicaUrl, adminUrl: admin };
  }
  if (await isPortalLogin(directUrl, directVariable)) {
    await checkLogins(given, direct);
    return { applied: [], portalUrl: given, directUrl: direct, replicaUrl, adminUrl: undefined };
  }
  let login: readonly [string, string] | undefined;
  const after = async (owner: pg.Client) => {
    if (keys.length > 0) login = await ensureLogin(owner, directUrl, keys);
    await work.after?.(owner);
  };
  const applied = await migrate(directUrl, { ...work, variable: directVariable, after });
  if (!login) return { applied, portalUrl: given, directUrl: direct, replicaUrl, adminUrl: directUrl };
  const portalUrl = withLogin(given, login);
  const portalDirectUrl = direct && withLogin(direct, login);
  if (direct) await checkPooler(portalUrl, login[0]);
  await checkLogins(portalUrl, portalDirectUrl);
  return { applied, portalUrl, directUrl: portalDirectUrl, replicaUrl: replicaUrl && withLogin(replicaUrl, login), adminUrl: directUrl };
}

/** Also a pooler's session is looked at: it may have another role than the one that logged in. */
async function checkLogins(portalUrl: string, directUrl: string | undefined): Promise<void> {
  if (directUrl) await checkLogin(directUrl, "DATABASE_DIRECT_URL");
  await checkLogin(portalUrl, "DATABASE_URL");
}

/** Whether the address is of a role that works in a migrated database and doesn't own it. Throws where migrations are pending for it. */
async function isPortalLogin(databaseUrl: string, variable: string): Promise<boolean> {
  const client = await connectTo(databaseUrl, variable);
  try {
    const { rows } = await client.query<{ isPortal: boolean }>(
      `SELECT bool_and(NOT pg_has_role(session_user, relowner, 'MEMBER')) AS "isPortal" FROM pg_class WHERE oid = to_regclass('"NewHire"')`,
    );
    if (!rows[0]?.isPortal) return false;
    const pending = await pendingMigrations(client);
    if (pending.length === 0) return true;
    throw new MigrationError(
      `${variable}: the migration ${pending[0]} is missing, and this user owns nothing. Run npm run db:migrate with the owner's address in DATABASE_ADMIN_URL, or set it here.`,
    );
  } finally {
    await client.end();
  }
}

/** Checks that a pooler lets in the role that was made for the portal. */
async function checkPooler(portalUrl: string, user: string): Promise<void> {
  try {
    await (await connectTo(portalUrl, "DATABASE_URL")).end();
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    throw new MigrationError(
      `DATABASE_URL: the pooler does not let in the role ${user} that the portal works as. Make a role of your own (CREATE ROLE emptrust_portal LOGIN PASSWORD '…' IN ROLE ${APPLICATION_ROLE};), tell the pooler of it, use it in DATABASE_URL and DATABASE_DIRECT_URL, and put the owner's address into DATABASE_ADMIN_URL.`,
    );
  }
}
