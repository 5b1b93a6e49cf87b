import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testEnvironment } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { type DebianServer, debianPostgres, startDebianPostgres } from "@/e2e/servers/debian-postgres";
import { type ReplicaServer, startDebianReplica } from "@/e2e/servers/debian-replica";
import { noteOwnWrites, ownWritesIn } from "@/lib/auth/own-writes";
import { newHireExportQuerySchema, newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { exportHires } from "@/lib/hires/list/export";
import { listHirePage } from "@/lib/hires/list/rows";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase, prisma } from "@/lib/platform/database/client";
import { awaitReplica, type OwnWrites, writtenPosition } from "@/lib/platform/database/replica";
import { type OrganizationId, readerOnReplica, readOnReplica } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { Prisma } from "@/prisma/generated/client";
import { prepareDatabase } from "@/prisma/prepare-database";

let primary: DebianServer;
let replica: ReplicaServer;
let portalUrl: string;
let organizationId: OrganizationId;

describe.runIf(debianPostgres)("with a replica", () => {
  beforeAll(async () => {
    primary = await startDebianPostgres();
    const keys = [{ id: "k1", key: Buffer.alloc(32, 3) }];
    ({ portalUrl } = await prepareDatabase({ DATABASE_URL: await primary.create("emptrust"), CREDENTIAL_KEYS: keys }));
    replica = await startDebianReplica(primary);
    testEnvironment(portalUrl);
    organizationId = await makeOrganization();
    await takeIn(organizationId, [draftOf(1), draftOf(2)]);
  });

  beforeEach(async () => {
    await askReplica();
    await awaitReplica(await writtenPosition());
  });

  afterAll(async () => {
    delete process.env.DATABASE_REPLICA_URL;
    await closeQueue(0);
    await closeDatabase();
    await replica.remove();
    await primary.stop();
  });

  async function askReplica(): Promise<void> {
    await closeDatabase();
    process.env.DATABASE_REPLICA_URL = replica.of(portalUrl);
    loadEnv({ mail: false });
    metrics().replicaReads.reset();
  }

  const isReplica = Prisma.sql`SELECT pg_is_in_recovery() AS "isReplica"`;
  const answererOf = async (since: OwnWrites) => {
    const [row] = await readOnReplica<{ isReplica: boolean }>(organizationId, since, isReplica);
    return row?.isReplica ? "replica" : "primary";
  };
  const listed = async (since: OwnWrites, search?: string, of = organizationId) => {
    const query = newHireQuerySchema.parse({ limit: "100", sort: "createdAt", ...(search ? { search } : {}) });
    return (await listHirePage(of, query, since)).items.length;
  };
  const outcomes = async () =>
    Object.fromEntries((await metrics().replicaReads.get()).values.map(({ labels, value }) => [labels.outcome, value]));

  /** What a browser sends after an answer to a call that may have changed something. */
  async function cookieAfterWrite(): Promise<string> {
    const answer = new Response(null, { status: 204 });
    await noteOwnWrites(answer);
    return /^emptrust\.own-writes=([\dA-F]+\/[\dA-F]+); Path=\/; Max-Age=60; HttpOnly; SameSite=Lax$/.exec(
      answer.headers.get("set-cookie") ?? "",
    )?.[1] as string;
  }

  async function whilePaused(work: () => Promise<void>): Promise<void> {
    await replica.replay(false);
    await work().finally(() => replica.replay(true));
  }

  it("the list, its search and a reader of many transactions are answered by it, below the same row-level security", async () => {
    expect(await answererOf(null)).toBe("replica");
    expect([await listed(null), await listed(null, "hire-1@")]).toEqual([2, 1]);
    expect(await listed(null, undefined, await makeOrganization())).toBe(0);
    const read = await readerOnReplica(organizationId, await writtenPosition());
    const seen = await read(
      (tx) => tx.$queryRaw<object[]>`SELECT pg_is_in_recovery() AS "isReplica", count(*)::int AS "hires" FROM "NewHire"`,
    );
    expect(seen).toEqual([{ isReplica: true, hires: 2 }]);
    await expect(read((tx) => tx.newHire.deleteMany())).rejects.toThrow();
    expect(await outcomes()).toMatchObject({ replica: expect.any(Number), failed: 1 });
  });

  it("a change is in its writer's next list while the replica does not have it yet, and another reader is answered by the replica", async () => {
    await whilePaused(async () => {
      const theirs = await makeOrganization();
      await takeIn(theirs, [draftOf(1)]);
      const cookie = await cookieAfterWrite();
      expect(await listed(ownWritesIn(cookie), undefined, theirs)).toBe(1);
      expect(await listed(null, undefined, theirs)).toBe(0);
      expect(await outcomes()).toEqual({ own_write: 1, replica: 1 });
      await replica.replay(true);
      expect(await awaitReplica(ownWritesIn(cookie))).toBe(true);
      expect(await answererOf(ownWritesIn(cookie))).toBe("replica");
      expect(await listed(ownWritesIn(cookie), undefined, theirs)).toBe(1);
    });
  });

  it("a page that follows a row which only the primary has is answered by the primary", async () => {
    await whilePaused(async () => {
      const theirs = await makeOrganization();
      await takeIn(theirs, [draftOf(1), draftOf(2), draftOf(3)]);
      const pageAfter = (cursor: string | null, since: OwnWrites) =>
        listHirePage(theirs, newHireQuerySchema.parse({ limit: "1", ...(cursor ? { cursor } : {}) }), since);
      const { nextCursor } = await pageAfter(null, await writtenPosition());
      expect((await pageAfter(nextCursor, null)).items).toHaveLength(1);
    });
  });

  it("an export holds everyone, its further pages come from the replica, and from the primary where the replica lags", async () => {
    const actor = actorOf(await makeOrganization());
    await takeIn(
      actor.organizationId,
      Array.from({ length: 1_201 }, (_, at) => draftOf(at + 1)),
    );
    const rows = async () => {
      const { body } = await exportHires(actor, newHireExportQuerySchema.parse({ format: "csv" }), new Date());
      return (await new Response(body).text()).trim().split("\r\n").length - 1;
    };
    expect(await rows()).toBe(1_201);
    expect(await outcomes()).toEqual({ replica: 2 });
    await whilePaused(async () => {
      await takeIn(actor.organizationId, [draftOf(2_000)]);
      expect(await rows()).toBe(1_202);
      expect(await outcomes()).toEqual({ replica: 2 });
    });
  });

  it("a cookie that is none sends its owner to the primary, and no cookie says nothing", async () => {
    for (const forged of ["", "0", "0/0/0", "-1/0", "123456789/0", "0/0; SELECT", "g/0"]) {
      expect(await answererOf(ownWritesIn(forged)), forged).toBe("primary");
    }
    expect(ownWritesIn(undefined)).toBeNull();
    expect(await answererOf(ownWritesIn("ffffffff/ffffffff"))).toBe("primary");
  });

  it("no one is shown a state of more than ten seconds ago: a replica that lags is not asked until it has caught up", async () => {
    await whilePaused(async () => {
      await takeIn(organizationId, [draftOf(3)]);
      expect(await listed(null)).toBe(2);
      await expect.poll(() => answererOf(null), { timeout: 11_000, interval: 200 }).toBe("primary");
      expect(await listed(null)).toBe(3);
      expect(await outcomes()).toMatchObject({ behind: expect.any(Number) });
    });
    await expect.poll(() => answererOf(null), { timeout: 10_000, interval: 200 }).toBe("replica");
    expect(await listed(null)).toBe(3);
  });

  it("answers go on from the primary while it is stopped, also within an export, and come from it when it is back", async () => {
    const read = await readerOnReplica(organizationId, null);
    await replica.stop();
    expect(await read((tx) => tx.newHire.count())).toBe(3);
    expect([await answererOf(null), await listed(null)]).toEqual(["primary", 3]);
    expect(await outcomes()).toEqual({ away: 3 });
    await replica.start();
    await expect.poll(() => answererOf(null), { timeout: 10_000, interval: 200 }).toBe("replica");
  });

  it("a statement that takes too long there is answered by the primary", async () => {
    const slow = Prisma.sql`SELECT pg_is_in_recovery() AS "isReplica", CASE WHEN pg_is_in_recovery() THEN pg_sleep(20)::text END AS "slept"`;
    const started = performance.now();
    expect(await readOnReplica(organizationId, null, slow)).toEqual([{ isReplica: false, slept: null }]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await outcomes()).toEqual({ away: 1 });
  });

  it("is not believed once it is a primary of its own, with changes that the other one lacks", async () => {
    const asked = replica.of(primary.superuserUrl.replace(/\/postgres$/, "/emptrust"));
    await replica.promote();
    const client = new pg.Client({ connectionString: asked });
    await client.connect();
    await client.query('DELETE FROM "HireEvent"; DELETE FROM "Invitation"; DELETE FROM "NewHire"').finally(() => client.end());
    expect([await answererOf(null), await listed(null)]).toEqual(["primary", 3]);
  });

  it("nothing is asked of the primary that was not asked without one, where none is set", async () => {
    delete process.env.DATABASE_REPLICA_URL;
    await closeDatabase();
    loadEnv({ mail: false });
    const answer = new Response(null, { status: 204 });
    await noteOwnWrites(answer);
    expect([answer.headers.get("set-cookie"), await writtenPosition(), await awaitReplica(null)]).toEqual([null, null, false]);
    expect(await listed(null)).toBe(3);
    expect(await outcomes()).toEqual({});
    expect(() => prisma("replica")).toThrow("there is no replica");
  });
});
