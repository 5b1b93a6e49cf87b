import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { eraseAuditChanges, sealAuditEntries, verifyAuditChain } from "@/lib/audit/chain";
import { recordAudits } from "@/lib/audit/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";

testDatabase();

let owner: pg.Client;
let organizationId: OrganizationId;
const hire = randomUUID();
const secret = "Wilhelmina";

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
});

afterAll(() => owner.end());

beforeEach(async () => {
  organizationId = await makeOrganization();
  await write(5);
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(organizationId, work);
const seal = () => inOwn(sealAuditEntries);
const verify = () => inOwn(verifyAuditChain);

function write(count: number): Promise<unknown> {
  const one = (at: number) => ({
    organizationId,
    actor: { id: randomUUID(), name: "Maren Olsen" },
    action: "new_hire.edited" as const,
    subject: `new_hire:${hire}` as const,
    changes: { firstName: [`Ida ${at}`, secret] },
  });
  return inOwn((tx) =>
    recordAudits(
      tx,
      Array.from({ length: count }, (_, at) => one(at)),
    ),
  );
}

/** As the database's owner, who is held back by nothing. */
const tamper = (sql: string) => owner.query(`${sql.replace("MINE", `"organizationId" = '${organizationId}'`)}`);

describe("the audit log's chain", () => {
  it("is whole after any number of workers sealed at once, with every entry in it once", async () => {
    await Promise.all([seal(), seal(), seal()]);
    await write(3);
    expect(await verify()).toEqual({ sealed: 5, unsealed: 3, broken: null });
    await Promise.all([seal(), seal()]);
    expect(await verify()).toEqual({ sealed: 8, unsealed: 0, broken: null });
  });

  it.each([
    ["an action that was changed", `UPDATE "AuditEntry" SET "action" = 'new_hire.seen' WHERE MINE AND "sequence" = 3`, "3", "link"],
    ["a time that was changed", `UPDATE "AuditEntry" SET "at" = "at" - interval '1 day' WHERE MINE AND "sequence" = 2`, "2", "link"],
    ["an actor who was changed", `UPDATE "AuditEntry" SET "actor" = 'Jonas Lind' WHERE MINE AND "sequence" = 1`, "1", "link"],
    [
      "values that were changed",
      `UPDATE "AuditEntry" SET "changes" = '{"firstName": ["a", "b"]}' WHERE MINE AND "sequence" = 4`,
      "4",
      "changes",
    ],
    ["values that were taken away", `UPDATE "AuditEntry" SET "changes" = '{}' WHERE MINE AND "sequence" = 4`, "4", "changes"],
    ["an entry that was removed", `DELETE FROM "AuditEntry" WHERE MINE AND "sequence" = 2`, "3", "gap"],
    ["an entry that was put in", `UPDATE "AuditEntry" SET "sequence" = "sequence" + 1 WHERE MINE AND "sequence" > 2`, "4", "gap"],
    ["a digest that was emptied", `UPDATE "AuditEntry" SET "digest" = NULL WHERE MINE AND "sequence" = 5`, "5", "link"],
  ])("tells %s, even by the database's owner", async (_, sql, sequence, why) => {
    await seal();
    await tamper(sql);
    expect((await verify()).broken).toEqual({ sequence, why });
  });

  it("stays whole when a person's values are erased, which are then nowhere in the log", async () => {
    await seal();
    await write(1);
    expect(await inOwn((tx) => eraseAuditChanges(tx, `new_hire:${hire}`))).toBe(6);
    expect(await verify()).toEqual({ sealed: 6, unsealed: 0, broken: null });
    const { rows } = await owner.query(`SELECT row_to_json(e)::text AS text FROM "AuditEntry" e WHERE "organizationId" = $1`, [
      organizationId,
    ]);
    expect(rows).toHaveLength(6);
    expect(rows.map(({ text }) => text).join()).not.toContain(secret);
  });

  it("is neither written nor changed by the application but by sealing and erasing, in its own organization", async () => {
    await seal();
    const other = await makeOrganization();
    expect(await inOrganization(other, (tx) => eraseAuditChanges(tx, `new_hire:${hire}`))).toBe(0);
    expect(await inOrganization(other, verifyAuditChain)).toMatchObject({ sealed: 0 });
    await expect(inOwn((tx) => tx.$executeRaw`UPDATE "AuditEntry" SET "hash" = NULL`)).rejects.toThrow(/permission denied/);
    const forged = { organizationId, actor: "Maren Olsen", action: "new_hire.seen", subject: `new_hire:${hire}` };
    await inOwn((tx) =>
      tx.auditEntry.createMany({
        data: [{ ...forged, sequence: 6n, hash: Buffer.alloc(32), digest: Buffer.alloc(32), salt: Buffer.alloc(16) }],
      }),
    );
    expect(await verify()).toEqual({ sealed: 5, unsealed: 1, broken: null });
  });
});
