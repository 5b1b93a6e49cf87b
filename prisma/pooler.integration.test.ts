import { spawnSync } from "node:child_process";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { migratedDatabase, type TestDatabase, testEnvironment } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { type PgBouncer, startPgBouncer } from "@/e2e/servers/pgbouncer";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";
import { APPLICATION_ROLE } from "@/lib/platform/database/connection";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { type DatabaseSettings, prepareDatabase } from "@/prisma/prepare-database";

const CREDENTIAL_KEYS = [{ id: "k1", key: Buffer.alloc(32, 3) }];
const isInstalled = spawnSync("pgbouncer", ["--version"]).status === 0;

let database: TestDatabase;
let portalUrl: string;
let bouncer: PgBouncer | undefined;

testEnvironment();

beforeAll(async () => {
  database = await migratedDatabase();
  ({ portalUrl } = await prepare({}));
});

afterEach(async () => {
  await closeQueue(0);
  await closeDatabase();
  await bouncer?.stop();
  bouncer = undefined;
});

afterAll(async () => {
  const { username } = new URL(portalUrl);
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query(`DROP OWNED BY ${username}; DROP ROLE ${username}`);
  await client.end();
  await database.drop();
});

function prepare(settings: Partial<DatabaseSettings>) {
  return prepareDatabase({ DATABASE_URL: database.url, CREDENTIAL_KEYS, ...settings });
}

describe.runIf(isInstalled)("behind PgBouncer", () => {
  it("in transaction mode, without an address that leads past it, the start is refused and says what to set", async () => {
    bouncer = await startPgBouncer(database.url, { mode: "transaction", users: [database.url, portalUrl] });
    const refused = prepare({ DATABASE_URL: bouncer.through(portalUrl) });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: leads through a pooler in transaction mode\. Set DATABASE_DIRECT_URL/);
    const through = prepare({ DATABASE_URL: bouncer.through(portalUrl), DATABASE_DIRECT_URL: bouncer.through(portalUrl) });
    await expect(through).rejects.toThrow(/^DATABASE_DIRECT_URL: leads through a pooler/);
  });

  it("in session mode it needs nothing else", async () => {
    bouncer = await startPgBouncer(database.url, { mode: "session", users: [database.url, portalUrl] });
    expect((await prepare({ DATABASE_URL: bouncer.through(database.url) })).portalUrl).toBe(bouncer.through(portalUrl));
  });

  it("that does not know the portal's role, the start is refused and says how to make one", async () => {
    bouncer = await startPgBouncer(database.url, { mode: "transaction", users: [database.url] });
    const refused = prepare({ DATABASE_URL: bouncer.through(database.url), DATABASE_DIRECT_URL: database.url });
    await expect(refused).rejects.toThrow(/the pooler does not let in the role emptrust_portal_.*DATABASE_ADMIN_URL/);
  });

  it.each([
    ["a superuser", () => database.superuserUrl],
    ["the owner", () => database.url],
  ])("that logs in as %s whoever asks, the start is refused", async (_, forced) => {
    bouncer = await startPgBouncer(database.url, { mode: "transaction", users: [portalUrl], forced: forced() });
    const refused = prepare({
      DATABASE_URL: bouncer.through(portalUrl),
      DATABASE_DIRECT_URL: portalUrl,
      DATABASE_ADMIN_URL: database.url,
    });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: \w+ may do more than the portal needs/);
  });

  it("in transaction mode, organizations that share two sessions see their own rows alone, whatever comes at once", async () => {
    bouncer = await startPgBouncer(database.url, { mode: "transaction", users: [portalUrl], poolSize: 2 });
    const prepared = await prepare({ DATABASE_URL: bouncer.through(portalUrl), DATABASE_DIRECT_URL: portalUrl });
    process.env.DATABASE_URL = prepared.portalUrl;
    process.env.DATABASE_DIRECT_URL = prepared.directUrl;
    try {
      loadEnv({ mail: false });
      const organizations = [await makeOrganization(), await makeOrganization()];
      for (const [at, one] of organizations.entries()) await takeIn(one, [draftOf(at * 10 + 1), draftOf(at * 10 + 2)]);
      const look = (one: OrganizationId) =>
        inOrganization(
          one,
          (tx) => tx.$queryRaw<{ role: string; limit: string; own: number; all: number }[]>`
          SELECT current_user::text AS "role", current_setting('lock_timeout') AS "limit",
                 count(*) FILTER (WHERE "organizationId" = ${one}::uuid)::int AS "own", count(*)::int AS "all" FROM "NewHire"`,
        );
      const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => look(organizations[at % 2] as OrganizationId)));
      const expected = { role: APPLICATION_ROLE, limit: "30s", own: 2, all: 2 };
      expect(answers.flat().filter((answer) => JSON.stringify(answer) !== JSON.stringify(expected))).toEqual([]);
    } finally {
      delete process.env.DATABASE_DIRECT_URL;
      testEnvironment();
    }
  });
});
