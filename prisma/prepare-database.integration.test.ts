import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { emptyDatabase, migratedDatabase, type TestDatabase, testEnvironment } from "@/e2e/fixtures/database";
import { type DatabaseSettings, prepareDatabase } from "@/prisma/prepare-database";

const CREDENTIAL_KEYS = [{ id: "k1", key: Buffer.alloc(32, 1) }];

let database: TestDatabase;
const roles: string[] = [];

testEnvironment();

beforeEach(async () => {
  database = await migratedDatabase();
});

afterEach(async () => {
  await database.drop();
  for (const role of roles.splice(0)) await asSuperuser(`DROP ROLE IF EXISTS ${role}`, inject("superuserUrl"));
});

function prepare(settings: Partial<DatabaseSettings> = {}) {
  return prepareDatabase({ DATABASE_URL: database.url, CREDENTIAL_KEYS, ...settings });
}

async function asSuperuser(sql: string, url = database.superuserUrl): Promise<Record<string, unknown>[]> {
  return queryIn(url, sql);
}

async function queryIn(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = await client.query(sql);
    return results.rows;
  } finally {
    await client.end();
  }
}

/** Makes a role that can log in, and returns its address. */
async function newRole(attributes: string): Promise<string> {
  const name = `role_${randomUUID().slice(0, 8)}`;
  roles.push(name);
  await asSuperuser(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${attributes}`);
  const url = new URL(database.url);
  url.username = name;
  url.password = "secret";
  return url.href;
}

const nameIn = (url: string) => new URL(url).username;

/** Runs the statements that an error asks a database administrator to run. */
async function followAdvice(error: unknown): Promise<string> {
  const message = error instanceof Error ? error.message : "";
  const [, statements] = /Ask your database administrator to run: (.*;)/.exec(message) ?? [];
  if (!statements) throw new Error(`no advice in: ${message}`);
  await asSuperuser(statements.replaceAll("'…'", "'secret'"));
  return message;
}

describe("where only the owner's address is given", () => {
  it("it is migrated, and the portal gets a login role of its own, which owns nothing", async () => {
    await database.drop();
    database = await emptyDatabase();
    const { applied, portalUrl, adminUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    expect(applied.length).toBeGreaterThan(0);
    expect(adminUrl).toBe(database.url);
    expect(nameIn(portalUrl)).toBe(`emptrust_portal_${database.name}`);
    expect(await queryIn(portalUrl, `SELECT current_user::text AS "user", (SELECT count(*)::int FROM "Organization") AS "seen"`)).toEqual([
      { user: nameIn(portalUrl), seen: 0 },
    ]);
    await expect(queryIn(portalUrl, `ALTER TABLE "User" DISABLE ROW LEVEL SECURITY`)).rejects.toThrow(/must be owner/);
  });

  it("finds the role again at the next start, and with a key added to the ring; a ring without its key gives it another password", async () => {
    const { portalUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    expect((await prepare()).portalUrl).toBe(portalUrl);
    const added = { id: "k2", key: Buffer.alloc(32, 2) };
    expect((await prepare({ CREDENTIAL_KEYS: [added, ...CREDENTIAL_KEYS] })).portalUrl).toBe(portalUrl);
    const rotated = await prepare({ CREDENTIAL_KEYS: [added] });
    expect(rotated.portalUrl).not.toBe(portalUrl);
    expect(await queryIn(rotated.portalUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await expect(queryIn(portalUrl, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  it("logs in to a replica as the same role", async () => {
    const { portalUrl, replicaUrl } = await prepare({ DATABASE_REPLICA_URL: database.url.replace(/@[^/]+/, "@replica.example:5432") });
    roles.push(nameIn(portalUrl));
    expect(replicaUrl).toBe(portalUrl.replace(/@[^/]+/, "@replica.example:5432"));
  });

  it("ten processes that start together make it once, and all can work", async () => {
    const prepared = await Promise.all(Array.from({ length: 10 }, () => prepare()));
    const [{ portalUrl } = { portalUrl: "" }] = prepared;
    roles.push(nameIn(portalUrl));
    expect(new Set(prepared.map((one) => one.portalUrl))).toEqual(new Set([portalUrl]));
    expect(await queryIn(portalUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("a superuser is refused", async () => {
    await expect(prepare({ DATABASE_URL: database.superuserUrl })).rejects.toThrow(/is a superuser or passes over row-level security/);
  });

  it("an owner who may do nothing is told all that is missing at once, and the advice works", async () => {
    await database.drop();
    database = await emptyDatabase();
    const url = await newRole("");
    const advice = await followAdvice(await prepare({ DATABASE_URL: url }).catch((error: unknown) => error));
    expect(advice).toMatch(/lacks privileges/);
    const next = await followAdvice(await prepare({ DATABASE_URL: url }).catch((error: unknown) => error));
    const [, portal = ""] = /CREATE ROLE (\S+) LOGIN/.exec(next) ?? [];
    roles.push(portal);
    const portalUrl = new URL(url);
    portalUrl.username = portal;
    const prepared = await prepare({ DATABASE_URL: portalUrl.href, DATABASE_ADMIN_URL: url });
    expect(prepared.portalUrl).toBe(portalUrl.href);
    expect(await queryIn(portalUrl.href, `SELECT count(*)::int AS "seen" FROM "Organization"`)).toEqual([{ seen: 0 }]);
  });
});

describe("the portal's login role", () => {
  /** What printed the hires of all organizations: a view of one's own in the place of the table that a function of another role reads. */
  const decoy = `CREATE TEMPORARY VIEW "NewHire" WITH (security_invoker = true) AS
    SELECT "id", "organizationId", ("searchText"::int)::text AS "searchText", "attention", "missingFields" FROM public."NewHire";
    GRANT SELECT ON pg_temp."NewHire" TO PUBLIC`;
  const search = `SELECT set_config('app.organization_id', '${randomUUID()}', false); SELECT matching_new_hires('%', NULL, NULL, 10)`;

  it("can put nothing in the place of a table, nor make any object", async () => {
    const { portalUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    for (const sql of [decoy, `CREATE TEMPORARY TABLE "NewHire" ()`, "SELECT 1 AS a INTO TEMPORARY b"]) {
      await expect(queryIn(portalUrl, sql), sql).rejects.toThrow(/permission denied to create temporary tables/);
    }
    for (const sql of [
      "CREATE TABLE public.a ()",
      "CREATE VIEW public.a AS SELECT 1",
      "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ]) {
      await expect(queryIn(portalUrl, sql), sql).rejects.toThrow(/permission denied for schema public/);
    }
    await expect(queryIn(portalUrl, "CREATE SCHEMA mine")).rejects.toThrow(/permission denied for database/);
  });

  it("sees nobody through its own view where temporary tables are allowed all the same", async () => {
    const { portalUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    const organizationId = randomUUID();
    await asSuperuser(`GRANT TEMPORARY ON DATABASE ${database.name} TO PUBLIC;
      INSERT INTO "Organization" ("id", "name") VALUES ('${organizationId}', 'Theirs');
      INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "firstName")
        VALUES ('${randomUUID()}', '${organizationId}', 1, 1, 1, 'pending', 'Ida')`);
    // Where the view is read, its error quotes the text of a row.
    await queryIn(portalUrl, `${decoy}; ${search}`);
  });

  it("runs no function of another role that looks at a caller's own tables first", async () => {
    const found = await asSuperuser(`SELECT oid::regprocedure::text AS name, proconfig AS settings FROM pg_proc
      WHERE prosecdef AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`);
    expect(found.length).toBeGreaterThan(3);
    for (const { name, settings } of found) expect(settings, String(name)).toEqual(["search_path=pg_catalog, public, pg_temp"]);
  });

  it("deletes no queue", async () => {
    const { portalUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    for (const sql of ["DELETE FROM pgboss.queue", "DELETE FROM pgboss.version", "SELECT pgboss.delete_queue('dead-letter')"]) {
      await expect(queryIn(portalUrl, sql), sql).rejects.toThrow(/permission denied/);
    }
  });

  it("dates no entry of the audit log, and gives it no id", async () => {
    const { portalUrl } = await prepare();
    roles.push(nameIn(portalUrl));
    const organizationId = randomUUID();
    await asSuperuser(`INSERT INTO "Organization" ("id", "name") VALUES ('${organizationId}', 'Ours')`);
    const forged = `INSERT INTO "AuditEntry" ("id", "organizationId", "at", "actor", "action", "subject")
      VALUES ('00000000-0000-7000-8000-000000000000', '${organizationId}', '2020-01-01', 'Ida', 'team.invited', 'audit_log')`;
    for (const role of ["emptrust_app", nameIn(portalUrl)]) {
      await queryIn(portalUrl, `SET ROLE ${role}; SELECT set_config('app.organization_id', '${organizationId}', false); ${forged}`);
    }
    const [row] =
      await asSuperuser(`SELECT count(*)::int AS entries, count(*) FILTER (WHERE "at" > now() - interval '1 minute' AND "id"::text > '01')::int AS stamped
      FROM "AuditEntry"`);
    expect(row).toEqual({ entries: 2, stamped: 2 });
    // Restoring a backup keeps what it says.
    await asSuperuser(forged);
    expect(await asSuperuser(`SELECT "actor" FROM "AuditEntry" WHERE "at" = '2020-01-01'`)).toHaveLength(1);
  });
});

describe("where the portal's own address is given", () => {
  it("it needs no other once somebody has migrated, says which migration is missing before, and has its limits", async () => {
    const portalUrl = await newRole("IN ROLE emptrust_app");
    expect(await prepare({ DATABASE_URL: portalUrl })).toEqual({ applied: [], portalUrl, directUrl: undefined, adminUrl: undefined });
    expect(await queryIn(portalUrl, "SELECT current_setting('lock_timeout') AS lock, current_setting('timezone') AS zone")).toEqual([
      { lock: "30s", zone: "UTC" },
    ]);
    await asSuperuser(`DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '%backup_role'`);
    await expect(prepare({ DATABASE_URL: portalUrl })).rejects.toThrow(/backup_role is missing.*DATABASE_ADMIN_URL/);
  });

  it.each([
    ["is a superuser", "SUPERUSER"],
    ["passes over row-level security", "BYPASSRLS IN ROLE emptrust_app"],
    ["may make roles", "CREATEROLE IN ROLE emptrust_app"],
    ["may read all for a backup", "IN ROLE emptrust_app, emptrust_backup"],
    ["may become the owner", "IN ROLE emptrust_app, emptrust"],
  ])("one that %s is refused", async (_, attributes) => {
    const portalUrl = await newRole(attributes);
    const refused = prepare({ DATABASE_URL: portalUrl, DATABASE_ADMIN_URL: database.url });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: role_\w+ may do more than the portal needs/);
  });

  it("one without the application's role is told what to run", async () => {
    const portalUrl = await newRole("");
    const settings = { DATABASE_URL: portalUrl, DATABASE_ADMIN_URL: database.url };
    await followAdvice(await prepare(settings).catch((error: unknown) => error));
    expect((await prepare(settings)).portalUrl).toBe(portalUrl);
  });
});
