import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { figuresFromRows } from "@/e2e/fixtures/dashboard/figures-from-rows";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { dashboardFigures } from "@/lib/dashboard/data";
import { dropOldDigests, foldSums } from "@/lib/dashboard/mutations";
import type { Spread } from "@/lib/dashboard/schema";
import { daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";
import { migrationsFolder } from "@/prisma/migrate";

testDatabase();

const now = new Date("2099-05-06T12:34:56.789Z");
const today = utcDay(now);
let organizationId: OrganizationId;
let hires: readonly HireId[];

beforeEach(async () => {
  organizationId = await makeOrganization();
  hires = await takeIn(organizationId, [draftOf(1), draftOf(2), draftOf(3, { jobTitle: null }), draftOf(4, { startDate: "2099-05-09" })]);
});

const inOwn = <Result>(work: (tx: TenantTx) => Promise<Result>) => inOrganization(organizationId, work);

async function expectFiguresOfRows(): Promise<void> {
  await inOwn(async (tx) => {
    const { hiredToInvited, invitedToStarted, ...kept } = await dashboardFigures(tx, organizationId, { now, today });
    const exact = await figuresFromRows(tx, organizationId, { now, today });
    expect({ ...exact, ...kept }).toEqual(exact);
    expectNear(hiredToInvited, exact.hiredToInvited);
    expectNear(invitedToStarted, exact.invitedToStarted);
  });
}

function expectNear(kept: Spread, exact: Spread): void {
  expect(kept?.count).toBe(exact?.count);
  for (const share of ["median", "p90"] as const) {
    const wanted = exact?.[share] ?? 0;
    expect(Math.abs((kept?.[share] ?? 0) - wanted)).toBeLessThanOrEqual(Math.max(1, wanted * 0.02 + 1e-6));
  }
}

// Seconds before now; few of them, and the ones at which an age or a window ends.
const ago = fc.oneof(
  fc.integer({ min: -86_400, max: 100 * 86_400 }),
  fc.constantFrom(1, 4, 8, 15, 90, 91).map((days) => days * 86_400),
  fc.constantFrom(1, 4, 8, 15).map((days) => days * 86_400 - 1),
);
const moment = ago.map((seconds) => new Date(now.getTime() - seconds * 1000));
const which = fc.nat(9);
const day = fc.integer({ min: -20, max: 70 }).map((days) => utcDay(daysLater(now, days)));

interface Step {
  name: string;
  run: (tx: TenantTx) => Promise<unknown>;
}

const idAt = (at: number) => hires[at % hires.length] ?? "";

const change = fc
  .record({
    which,
    status: fc.constantFrom("pending", "on_hold", "invited", "started", "withdrawn", "excluded"),
    attention: fc.subarray(["invitation_failed", "greenhouse_differs", "scheduled", "note_from_new_hire"]),
    missing: fc.subarray(["jobTitle", "startDate", "phone"]),
    own: fc.subarray(["x_size", "x_laptop"]),
    since: fc.option(moment),
    startDate: fc.option(day),
  })
  .map(
    ({ which, since, status, attention, missing, own, startDate }): Step => ({
      name: "change",
      run: (tx) => tx.$executeRaw`
        UPDATE "NewHire" SET "status" = ${status}::"HireStatus", "attention" = ${attention}::text[], "missingOwn" = ${own}::text[],
          "missingFields" = ${missing}::text[]::"HireField"[], "pendingSince" = ${since}::timestamptz, "startDate" = ${startDate}
        WHERE "id" IN (${idAt(which)}::uuid, ${idAt(which + 1)}::uuid)`,
    }),
  );
const invite = fc.record({ which, sent: fc.option(moment), accepted: fc.option(moment) }).map(
  ({ which, sent, accepted }): Step => ({
    name: "invite",
    run: (tx) => tx.$executeRaw`
      INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "status", "trigger", "sentTo", "tokenHash", "tokenKeyId", "expiresAt", "sentAt", "acceptedAt")
      SELECT ${randomUUID()}::uuid, "organizationId", "id", 'expired', 'resend', 'a@mail.test', sha256(${randomUUID()}::text::bytea), 'k', now(),
        ${sent}::timestamptz, ${accepted}::timestamptz FROM "NewHire" WHERE "id" = ${idAt(which)}::uuid`,
  }),
);
const deliver = fc
  .record({
    which,
    sent: fc.option(moment),
    accepted: fc.option(moment),
    status: fc.constantFrom("replaced", "accepted", "failed", "revoked"),
  })
  .map(
    ({ which, sent, accepted, status }): Step => ({
      name: "deliver",
      run: (tx) => tx.$executeRaw`
        UPDATE "Invitation" SET "status" = ${status}::"InvitationStatus", "sentAt" = ${sent}::timestamptz, "acceptedAt" = ${accepted}::timestamptz
        WHERE "id" = (SELECT "id" FROM "Invitation" ORDER BY "id" OFFSET ${which % 4}::int LIMIT 1)`,
    }),
  );
const erase = which.map(
  (which): Step => ({
    name: "erase",
    run: async (tx) => {
      const hire = await tx.newHire.findFirst({ where: { id: idAt(which) } });
      if (hire) await erasePerson(tx, actorOf(organizationId), idAt(which) as HireId);
    },
  }),
);
const fold: Step = {
  name: "fold",
  run: async (tx) => {
    await foldSums(tx, organizationId);
    await dropOldDigests(tx, organizationId, now);
  },
};
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: change }, invite, deliver, erase, fc.constant(fold)), {
  minLength: 4,
  maxLength: 14,
});

describe("the figures that are kept as sums of changes", () => {
  it("are those of the rows after whatever changed them, before and after the changes are folded together", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (random) => {
        for (const step of random) await inOwn(step.run);
        await expectFiguresOfRows();
        await inOwn(fold.run);
        await expectFiguresOfRows();
        expect(await inOwn((tx) => tx.dashboardSum.count({ where: { OR: [{ isFolded: false }, { count: 0 }] } }))).toBe(0);
        hires = [...hires, ...(await takeIn(organizationId, [draftOf(100 + hires.length, { startDate: "2099-06-01" })]))];
      }),
      { numRuns: 12 },
    );
  });

  it("are those of the rows that were there before the sums, also where a writer was under way while these were read", async () => {
    await inOwn((tx) => tx.dashboardSum.deleteMany({}));
    const sql = await readFile(join(migrationsFolder, "20261128031502_dashboard_sums_of_before", "migration.sql"), "utf8");
    const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
    await owner.connect();
    try {
      await inOwn(async (writer) => {
        await writer.newHire.updateMany({ where: { id: idAt(0) }, data: { status: "pending", pendingSince: now } });
        await owner.query(sql);
        await writer.newHire.updateMany({ where: { id: idAt(1) }, data: { status: "withdrawn" } });
      });
    } finally {
      await owner.end();
    }
    await expectFiguresOfRows();
  });

  it("count a hire's first invitation once when two of theirs are sent at the same moment", async () => {
    await inOwn((tx) => tx.invitation.updateMany({ data: { status: "replaced" } }));
    const newHireId = idAt(0);
    const first = await inOwn((tx) => tx.invitation.findFirstOrThrow({ where: { newHireId } }));
    const second = await inOwn((tx) =>
      tx.invitation.create({
        data: {
          id: randomUUID(),
          organizationId,
          newHireId,
          trigger: "resend",
          sentTo: "a@mail.test",
          tokenHash: Buffer.from(randomUUID()),
          tokenKeyId: "k",
          expiresAt: now,
        },
      }),
    );
    const send = (tx: TenantTx, id: string, sentAt: Date) => tx.invitation.update({ where: { id }, data: { sentAt } });
    let later: Promise<unknown> = Promise.resolve();
    await inOwn(async (tx) => {
      await send(tx, first.id, daysLater(now, -3));
      later = inOwn((other) => send(other, second.id, daysLater(now, -2)));
      await Promise.race([later, new Promise((resolve) => setTimeout(resolve, 200))]);
    });
    await later;
    await expectFiguresOfRows();
    const { hiredToInvited } = await inOwn((tx) => dashboardFigures(tx, organizationId, { now, today }));
    expect(hiredToInvited?.count).toBe(1);
  });
});
