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
