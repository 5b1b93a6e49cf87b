import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { databaseTrouble } from "@/lib/platform/database/errors";
import { inOrganization, type TenantTx } from "@/lib/platform/db";

testDatabase();

async function failureOf(work: (tx: TenantTx, organizationId: string) => Promise<unknown>): Promise<unknown> {
  const organizationId = await makeOrganization();
  return inOrganization(organizationId, (tx) => work(tx, organizationId)).then(
    () => null,
    (error: unknown) => error,
  );
}

describe("what keeps the database from its work", () => {
  it("is told apart from a mistake: it takes no changes, for a query of ours and for one of Prisma's", async () => {
    const ours = await failureOf(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      await tx.$executeRaw`UPDATE "NewHire" SET "version" = 1`;
    });
    expect(databaseTrouble(ours)).toBe("read_only");
    const prismas = await failureOf(async (tx, organizationId) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      await tx.partnerIntegration.create({ data: { organizationId } });
    });
    expect(databaseTrouble(prismas)).toBe("read_only");
  });

  it("is told apart from a mistake: it took too long, or there is no room", async () => {
    const slow = await failureOf(async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
      await tx.$queryRaw`SELECT pg_sleep(5)::text`;
    });
    expect(databaseTrouble(slow)).toBe("exhausted");
    const full = await failureOf((tx) => tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$`);
    expect(databaseTrouble(full)).toBe("exhausted");
  });

  it("is told apart from a mistake: the session ended between two statements of a transaction", async () => {
    const superuser = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
    await superuser.connect();
    const broken = await failureOf(async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS "pid"`;
      await superuser.query("SELECT pg_terminate_backend($1)", [row?.pid]);
      // Until the connection's end has arrived here.
      await sleep(500);
      await tx.$queryRaw`SELECT 1`;
    });
    await superuser.end();
    expect(databaseTrouble(broken)).toBe("away");
  });

  it.each([
    ["ConnectionClosed", "away"],
    ["DatabaseNotReachable", "away"],
    ["SocketTimeout", "away"],
    ["TooManyConnections", "exhausted"],
    ["TableDoesNotExist", null],
  ])("is told by the adapter's own kind where the connection itself failed: %s", (kind, trouble) => {
    const thrown = Object.assign(new Error(kind), { name: "DriverAdapterError", cause: { kind } });
    expect(databaseTrouble(thrown)).toBe(trouble);
    expect(databaseTrouble(Object.assign(new Error("x"), { code: "P2010", meta: { driverAdapterError: thrown } }))).toBe(trouble);
  });

  it("is not a mistake in a query", async () => {
    expect(databaseTrouble(await failureOf((tx) => tx.$queryRaw`SELECT * FROM "Nothing"`))).toBeNull();
    expect(databaseTrouble(new Error("anything else"))).toBeNull();
    expect(databaseTrouble("no error at all")).toBeNull();
  });
});
