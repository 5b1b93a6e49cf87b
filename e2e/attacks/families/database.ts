import pg from "pg";
import { type Attack, type Family, unless } from "@/e2e/attacks/engine/attack";
import type { Answer } from "@/e2e/attacks/engine/client";
import type { Scene } from "@/e2e/attacks/engine/scene";

type Statements = readonly string[] | ((scene: Scene, ids: Ids) => readonly string[]);
interface Ids {
  ours: string;
  theirs: string;
}

async function organizations({ tables, ours, theirs }: Scene): Promise<Ids> {
  const idOf = async (name: string) => String(await tables.value(`SELECT id FROM "Organization" WHERE name = $1`, [name]));
  return { ours: await idOf(ours.made.name), theirs: await idOf(theirs.made.name) };
}

/** Runs statements as whoever has the portal's own password would. A refusal is a 403 with PostgreSQL's code; rows are a 200. */
async function asPortal(statements: readonly string[]): Promise<Answer> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL ?? "" });
  await client.connect();
  try {
    let rows: unknown[] = [];
    await client.query("BEGIN");
    for (const statement of statements) rows = (await client.query(statement)).rows;
    await client.query("COMMIT");
    return { status: 200, headers: {}, body: JSON.stringify(rows) };
  } catch (error) {
    return { status: 403, headers: {}, body: error instanceof pg.DatabaseError ? (error.code ?? "") : "no answer" };
  } finally {
    await client.end();
  }
}

async function send(scene: Scene, statements: Statements): Promise<Answer> {
  return asPortal(typeof statements === "function" ? statements(scene, await organizations(scene)) : statements);
}

function refused(name: string, statements: Statements): Attack {
  return {
    name,
    answer: "403",
    send: (scene) => send(scene, statements),
    holds: async (_, [answer]) =>
      unless(/^(42|55|25|0A|2F)/.test(answer?.body ?? ""), `PostgreSQL answered ${answer?.body}, which is no refusal`),
  };
}

function nothing(name: string, statements: Statements): Attack {
  return {
    name,
    answer: "200",
    send: (scene) => send(scene, statements),
    holds: async (_, [answer]) => unless(answer?.body === "[]", "there were rows"),
  };
}

const app = "SET LOCAL ROLE emptrust_app";
const being = (organization: string) => `SELECT set_config('app.organization_id', '${organization}', true)`;

export const database: Family = {
  name: "database",
  attacks: [
    nothing("the portal's own login reads no hires by itself", [`SELECT * FROM "NewHire"`]),
    nothing("the portal's own login reads no passwords by itself", [`SELECT "passwordHash" FROM "Account"`]),
    nothing("the application's role without an organization sees no hires", [app, `SELECT * FROM "NewHire"`]),
    nothing("the application's role without an organization sees no people", [app, `SELECT * FROM "User"`]),
    nothing("the application's role without a person sees no account", [app, `SELECT * FROM "Account"`]),
    nothing("in one organization, another's hires are not there", (_, { ours, theirs }) => [
      app,
      being(ours),
      `SELECT * FROM "NewHire" WHERE "organizationId" = '${theirs}'`,
    ]),
    nothing("a condition that is always true shows no other organization", (_, { ours, theirs }) => [
      app,
      being(ours),
      `SELECT * FROM "User" WHERE "organizationId" = '${theirs}' OR ("organizationId" = '${theirs}' AND 1 = 1)`,
    ]),
    nothing("what was set for a session before names no organization", [
      app,
      "SELECT set_config('app.organization_id', '', true)",
      `SELECT * FROM "NewHire"`,
    ]),
    refused("a hire cannot be written into another organization", (_, { ours, theirs }) => [
      app,
      being(ours),
      `INSERT INTO "SavedView" (id, "organizationId", "userId", name, query) SELECT gen_random_uuid(), '${theirs}', id, 'a', '' FROM "User" LIMIT 1`,
    ]),
    nothing("another organization's hire cannot be changed", (_, { ours, theirs }) => [
      app,
      being(ours),
      `UPDATE "NewHire" SET location = 'Oslo' WHERE "organizationId" = '${theirs}' RETURNING id`,
    ]),
    refused("a hire cannot be moved to another organization", (_, { ours, theirs }) => [
      app,
      being(ours),
      `UPDATE "CustomField" SET "organizationId" = '${theirs}'`,
      `UPDATE "SavedView" SET "organizationId" = '${theirs}'`,
    ]),
    nothing("a hash of nothing finds no invitation", [
      app,
      "SELECT set_config('app.lookup_token_hash', '', true)",
      `SELECT * FROM "Invitation"`,
    ]),
    nothing("a wildcard finds no account", [app, "SELECT set_config('app.lookup_email', '%', true)", `SELECT * FROM "Account"`]),
    refused("who looks up an account cannot change it", ({ theirs }) => [
      app,
      `SELECT set_config('app.lookup_email', '${theirs.made.admin.email}', true)`,
      `INSERT INTO "AuditEntry" (id, "organizationId", actor, action, subject) SELECT gen_random_uuid(), "organizationId", 'a', 'a', 'a' FROM "User"`,
    ]),
    refused("an entry of the audit log cannot be changed", (_, { ours }) => [
      app,
      being(ours),
      `UPDATE "AuditEntry" SET actor = 'Somebody else'`,
    ]),
    refused("an entry of the audit log cannot be deleted", (_, { ours }) => [app, being(ours), `DELETE FROM "AuditEntry"`]),
    refused("the audit log cannot be emptied", [app, `TRUNCATE "AuditEntry"`]),
    ...["emptrust_audit", "emptrust_backup", "emptrust_figures", "emptrust_search", "emptrust_owner", "emptrust"].map((role) =>
      refused(`the portal's login cannot become ${role}`, [`SET ROLE ${role}`, "SELECT 1"]),
    ),
    refused("the portal's login cannot call itself the superuser", ["SET SESSION AUTHORIZATION emptrust_owner"]),
    refused("row-level security cannot be switched off", [app, "SET LOCAL row_security = off", `SELECT * FROM "NewHire"`]),
    refused("a table's policies cannot be switched off", [app, `ALTER TABLE "NewHire" DISABLE ROW LEVEL SECURITY`]),
    refused("a policy cannot be dropped", [app, `DROP POLICY tenant ON "NewHire"`]),
    refused("a policy cannot be added", [app, `CREATE POLICY all_of_it ON "NewHire" USING (true)`]),
    refused("rights cannot be granted", [app, `GRANT emptrust_backup TO CURRENT_USER`]),
    refused("a table cannot be made in the portal's schema", [app, "CREATE TABLE public.evil (a int)"]),
    refused("a function cannot be made in the portal's schema", [
      app,
      "CREATE FUNCTION public.evil() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    ]),
    refused("a table cannot be dropped", [app, `DROP TABLE "NewHire" CASCADE`]),
    refused("a file of the server cannot be read", [app, "SELECT pg_read_file('/etc/passwd')"]),
    refused("a folder of the server cannot be listed", [app, "SELECT pg_ls_dir('/')"]),
    refused("a file of the server cannot be copied in", [app, "CREATE TEMP TABLE a (b text)", "COPY a FROM '/etc/passwd'"]),
    refused("a program of the server cannot be run", [app, "CREATE TEMP TABLE a (b text)", "COPY a FROM PROGRAM 'id'"]),
    refused("no extension can be added", [app, "CREATE EXTENSION dblink"]),
    refused("the passwords of roles cannot be read", [app, "SELECT * FROM pg_authid"]),
  ],
};
