import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { closeDatabase, pingDatabase } from "@/lib/platform/database/client";
import { APPLICATION_ROLE, applicationConnection, BACKUP_ROLE } from "@/lib/platform/database/connection";
import {
  asOrganizationId,
  findSession,
  inAccount,
  inOrganization,
  readInOrganization,
  type TenantTx,
  unsafeLookup,
} from "@/lib/platform/db";
import { env, loadEnv } from "@/lib/platform/env";
import { Prisma } from "@/prisma/generated/client";

testDatabase();

const ours = asOrganizationId(randomUUID());
const theirs = asOrganizationId(randomUUID());

beforeAll(async () => {
  for (const [id, name] of [
    [ours, "Ours"],
    [theirs, "Theirs"],
  ] as const) {
    await inOrganization(id, async (tx) => {
      await tx.organization.create({ data: { id, name } });
      await tx.user.create({ data: { organizationId: id, email: `${name.toLowerCase()}@mail.test`, name, role: "hr" } });
    });
  }
});

async function asApplication<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(applicationConnection(env().DATABASE_URL));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const tenantTables = [
  "Organization",
  "User",
  "Account",
  "TotpFactor",
  "Passkey",
  "RecoveryCode",
  "RememberedDevice",
  "PartnerIntegration",
  "SyncSchedule",
  "SyncRun",
  "Offer",
  "AcceptedApplication",
  "RejectedOffer",
  "NewHire",
  "Invitation",
  "AuditEntry",
  "OrganizationSetting",
  "OrganizationLogo",
  "CustomField",
  "BulkAction",
  "BulkActionRow",
  "NewHireCount",
  "Notice",
  "NoticeMute",
  "SavedView",
  "ListLayout",
  "Session",
];

describe("one organization never sees another's data", () => {
  it("shows nothing of any tenant table to a query without the tenant set", async () => {
    await asApplication(async (client) => {
      for (const table of tenantTables) {
        const { rows } = await client.query(`SELECT count(*)::int AS count FROM "${table}"`);
        expect(rows[0], table).toEqual({ count: 0 });
      }
    });
  });

  it("shows an organization its own rows only", async () => {
    expect(await inOrganization(ours, (tx) => tx.user.findMany({ select: { name: true } }))).toEqual([{ name: "Ours" }]);
  });

  it("shows an organization its own rows only to a statement that goes in one round trip", async () => {
    const names = Prisma.sql`SELECT "name" FROM "User"`;
    expect(await Promise.all([ours, theirs, ours].map((one) => readInOrganization(one, names)))).toEqual([
      [{ name: "Ours" }],
      [{ name: "Theirs" }],
      [{ name: "Ours" }],
    ]);
    await asApplication(async (client) => expect((await client.query(names.text)).rowCount).toBe(0));
  });

  it("lets a statement that goes in one round trip change nothing, and the connection serve the next one", async () => {
    for (let time = 0; time < 12; time++) {
      const changing = readInOrganization(ours, Prisma.sql`UPDATE "User" SET "name" = 'Changed' RETURNING "name"`);
      await expect(changing).rejects.toMatchObject({ code: "25006" });
      expect(await readInOrganization(ours, Prisma.sql`SELECT "name", ${time}::int AS "time" FROM "User"`)).toEqual([
        { name: "Ours", time },
      ]);
    }
    expect(await inOrganization(theirs, (tx) => tx.user.findMany({ select: { name: true } }))).toEqual([{ name: "Theirs" }]);
  });

  it("keeps the plan of a statement where that is asked for, and of no other on the same connection", async () => {
    const mode = Prisma.sql`SELECT current_setting('plan_cache_mode') AS "mode"`;
    for (let time = 0; time < 3; time++) {
      expect(await readInOrganization(ours, mode, "kept")).toEqual([{ mode: "force_generic_plan" }]);
      expect(await readInOrganization(ours, mode)).toEqual([{ mode: "auto" }]);
      expect(await inOrganization(ours, (tx) => tx.$queryRaw(mode))).toEqual([{ mode: "auto" }]);
    }
  });

  it("finds a session by its account and its id together, with the person in the organization that it is in, and leaves neither set behind", async () => {
    const { accountId, userId, email } = await makeMember(ours, { name: "Member" });
    const elsewhere = await makeMember(theirs);
    const session = await inOrganization(ours, (tx) => tx.session.create({ data: { organizationId: ours, accountId, userId } }));
    expect(await findSession(accountId, session.id)).toEqual({
      userId,
      organizationId: ours,
      name: "Member",
      email,
      role: "hr",
      organizationName: "Ours",
      memberships: 1,
      method: "password",
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      authenticatedAt: session.authenticatedAt,
      secondFactorAt: null,
      secondFactor: null,
      limits: null,
      now: expect.any(Date),
    });
    expect(await findSession(elsewhere.accountId, session.id)).toBeNull();
    expect(await findSession(accountId, userId)).toBeNull();
    await asApplication(async (client) => {
      await client.query("SELECT * FROM session_of($1, $2)", [accountId, session.id]);
      for (const table of ["User", "Account", "Session"]) {
        expect((await client.query(`SELECT 1 FROM "${table}"`)).rowCount, table).toBe(0);
      }
    });
    await inOrganization(ours, (tx) => tx.user.deleteMany({ where: { id: userId } }));
    await inOrganization(theirs, (tx) => tx.user.deleteMany({ where: { id: elsewhere.userId } }));
  });

  it("shows a person their own account, memberships and sessions, the names of their organizations, and nothing else of these", async () => {
    const person = await makeMember(ours);
    const colleague = await makeMember(ours);
    await inAccount(person.accountId, async (tx) => {
      expect(await tx.account.findMany({ select: { id: true } })).toEqual([{ id: person.accountId }]);
      expect(await tx.user.findMany({ select: { id: true } })).toEqual([{ id: person.userId }]);
      expect(await tx.organization.findMany({ select: { id: true } })).toEqual([{ id: ours }]);
      expect(await tx.newHire.count()).toBe(0);
      expect(await tx.auditEntry.count()).toBe(0);
      expect((await tx.account.updateMany({ where: { id: colleague.accountId }, data: { passwordHash: "x" } })).count).toBe(0);
      expect((await tx.user.updateMany({ where: { id: person.userId }, data: { role: "admin" } })).count).toBe(0);
    });
    expect(await inOrganization(ours, (tx) => tx.account.count())).toBe(0);
    await inOrganization(ours, (tx) => tx.user.deleteMany({ where: { id: { in: [person.userId, colleague.userId] } } }));
  });

  it("finds by the search index the organization's own hires only, and none without the tenant set", async () => {
    for (const organizationId of [ours, theirs]) {
      await inOrganization(organizationId, (tx) =>
        tx.newHire.create({
          data: { organizationId, applicationId: 1, candidateId: 1, offerId: 1, status: "pending", searchText: "lukasz" },
          select: { id: true },
        }),
      );
    }
    const search = `SELECT matching_new_hires('%lukasz%', NULL, NULL, 10) AS "id"`;
    await asApplication(async (client) => {
      expect((await client.query(search)).rowCount).toBe(0);
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.organization_id', $1, true)", [ours]);
      const { rows } = await client.query(search);
      const own = await client.query(`SELECT "id" FROM "NewHire"`);
      expect(rows).toEqual(own.rows);
      await client.query("COMMIT");
      const { rows: roles } = await client.query(`SELECT pg_has_role($1, 'emptrust_search', 'MEMBER') AS "mayBecome"`, [APPLICATION_ROLE]);
      expect(roles).toEqual([{ mayBecome: false }]);
    });
  });

  it("refuses in the database itself to write a row for another organization", async () => {
    const write = inOrganization(ours, (tx) =>
      tx.user.create({ data: { organizationId: theirs, email: "spy@mail.test", name: "Spy", role: "admin" } }),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it("changes no row of another organization, even when it is named by its id", async () => {
    const { count } = await inOrganization(ours, (tx) =>
      tx.user.updateMany({ where: { organizationId: theirs }, data: { name: "Changed" } }),
    );
    expect(count).toBe(0);
  });

  it("cannot link a row to another organization's row", async () => {
    const integrationId = randomUUID();
    await inOrganization(theirs, (tx) => tx.partnerIntegration.create({ data: { id: integrationId, organizationId: theirs } }));
    const link = inOrganization(ours, (tx) => tx.syncRun.create({ data: { organizationId: ours, integrationId, trigger: "manual" } }));
    await expect(link).rejects.toThrow(/SyncRun_organizationId_integrationId_fkey|Foreign key/);
  });

  it("forgets the organization when the transaction ends", async () => {
    await asApplication(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.organization_id', $1, true)", [ours]);
      expect((await client.query(`SELECT 1 FROM "User"`)).rowCount).toBe(1);
      await client.query("COMMIT");
      expect((await client.query(`SELECT 1 FROM "User"`)).rowCount).toBe(0);
    });
  });

  it("forces row-level security on every table that carries an organization", async () => {
    const client = new pg.Client({ connectionString: env().DATABASE_URL });
    await client.connect();
    const { rows } = await client.query(
      `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
         AND c.relname NOT IN ('_prisma_migrations', 'RateLimit', 'ProviderEventCount', 'FactorChallenge')`,
    );
    await client.end();
    expect(rows).toEqual([]);
  });
});

describe("the application's role", () => {
  it("is taken in every transaction, whoever the session belongs to, and a superuser's session is refused", async () => {
    const portalUrl = env().DATABASE_URL;
    const who = () =>
      inOrganization(
        ours,
        (tx) => tx.$queryRaw<{ role: string; users: number }[]>`
      SELECT current_user::text AS "role", (SELECT count(*)::int FROM "User") AS "users"`,
      );
    const as = async (databaseUrl: string) => {
      await closeDatabase();
      process.env.DATABASE_URL = databaseUrl;
      loadEnv({ mail: false });
    };
    try {
      const owner = new URL(inject("templateUrl"));
      owner.pathname = new URL(portalUrl).pathname;
      await as(owner.href);
      expect(await who()).toEqual([{ role: APPLICATION_ROLE, users: 1 }]);
      await as(process.env.SUPERUSER_URL ?? "");
      await expect(who()).rejects.toThrow("the database session is a superuser's");
      await expect(pingDatabase()).rejects.toThrow(/does not belong/);
    } finally {
      await as(portalUrl);
    }
    expect(await who()).toEqual([{ role: APPLICATION_ROLE, users: 1 }]);
  });

  it("owns nothing and can neither bypass row-level security nor become another role", async () => {
    await asApplication(async (client) => {
      const { rows } = await client.query(
        `SELECT rolsuper, rolbypassrls, rolcreaterole,
                (SELECT array_agg(roleid::regrole::text) FROM pg_auth_members WHERE member = session_user::regrole) AS "memberOf",
                (SELECT count(*)::int FROM pg_class WHERE relowner = session_user::regrole) AS "owned"
         FROM pg_roles WHERE rolname = session_user`,
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, memberOf: [APPLICATION_ROLE], owned: 0 }]);
      for (const role of [BACKUP_ROLE, "emptrust_search", "emptrust", "emptrust_owner"]) {
        await expect(client.query(`SET ROLE ${role}`)).rejects.toThrow(/permission denied/);
      }
      await expect(client.query(`ALTER TABLE "User" DISABLE ROW LEVEL SECURITY`)).rejects.toThrow(/must be owner/);
    });
  });

  it("cannot change or delete what the audit log says", async () => {
    await asApplication(async (client) => {
      await expect(client.query(`UPDATE "AuditEntry" SET "actor" = 'nobody'`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`DELETE FROM "AuditEntry"`)).rejects.toThrow(/permission denied/);
    });
  });
});

describe("a lookup before the organization is known", () => {
  it("shows the one row whose secret was given", async () => {
    const found = await unsafeLookup("email", "theirs@mail.test", (tx) => tx.user.findMany({ select: { email: true } }));
    expect(found).toEqual([{ email: "theirs@mail.test" }]);
  });

  it("cannot write", async () => {
    const { count } = await unsafeLookup("email", "theirs@mail.test", (tx) => tx.user.updateMany({ data: { name: "Changed" } }));
    expect(count).toBe(0);
  });
});

describe("prepared statements", () => {
  it("show each organization its own rows, also once the plan is kept", async () => {
    for (let round = 0; round < 8; round++) {
      for (const [id, name] of [
        [ours, "Ours"],
        [theirs, "Theirs"],
      ] as const) {
        const users = await inOrganization(id, (tx) => tx.user.findMany({ select: { name: true } }));
        expect(users).toEqual([{ name }]);
      }
    }
  });

  it("are those that come again, so many at most, and none has a parameter for each member of a list", async () => {
    const [held] = await inOrganization(ours, async (tx) => {
      const ask = (n: number) => tx.$queryRawUnsafe(`SELECT $1::int + ${n}`, n);
      for (let n = 0; n < 600; n++) await ask(n % 300);
      for (let n = 300; n < 310; n++) await ask(n);
      await tx.user.findMany({ where: { name: { in: Array.from({ length: 40 }, (_, n) => `Name ${n}`) } } });
      return tx.$queryRaw<{ count: number; askedOnce: number; longest: number }[]>`
        SELECT count(*)::int AS "count", count(*) FILTER (WHERE statement LIKE '%+ 30_')::int AS "askedOnce",
          max(cardinality(parameter_types)) AS "longest" FROM pg_prepared_statements`;
    });
    expect(held?.count).toBeGreaterThan(100);
    expect(held?.count).toBeLessThanOrEqual(250);
    expect(held?.askedOnce).toBe(0);
    expect(held?.longest).toBeLessThanOrEqual(20);
  });
});

describe("a transaction that PostgreSQL ended because of another one", () => {
  const touch = (tx: TenantTx, email: string) => tx.$executeRaw`UPDATE "User" SET "name" = "name" WHERE "email" = ${email}`;
  const both = ["ours@mail.test", "other@mail.test"];

  beforeAll(() =>
    inOrganization(ours, (tx) => tx.user.create({ data: { organizationId: ours, email: "other@mail.test", name: "Other", role: "hr" } })),
  );

  it("is run again after a deadlock, so that both come to their end and the work of one has run twice", async () => {
    let runs = 0;
    const met = Promise.withResolvers<void>();
    const oneEnded = Promise.withResolvers<void>();
    const inOrder = async (emails: string[]) => {
      await inOrganization(ours, async (tx) => {
        // Who is run again may else overtake the other, who is still being woken, and then the two meet once more.
        if (runs >= 2) await oneEnded.promise;
        await touch(tx, emails[0] ?? "");
        // Both hold their first row before either asks for its second.
        if (++runs === 2) met.resolve();
        await met.promise;
        await touch(tx, emails[1] ?? "");
      });
      oneEnded.resolve();
    };
    await Promise.all([inOrder(both), inOrder(both.toReversed())]);
    expect(runs).toBe(3);
  });

  it.each(["40001", "40P01"])("is run again after %s, whether a query of ours or of Prisma's met it", async (code) => {
    let runs = 0;
    await inOrganization(ours, async (tx) => {
      if (++runs < 3) await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${code}'; END $$`);
    });
    expect(runs).toBe(3);
  });

  it("is given up after a few times, and never run again for another error", async () => {
    let runs = 0;
    const failing = (code: string) =>
      inOrganization(ours, (tx) => {
        runs++;
        return tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`);
      });
    await expect(failing("40001")).rejects.toThrow();
    expect(runs).toBe(5);
    await expect(failing("23505")).rejects.toThrow();
    expect(runs).toBe(6);
  });
});
