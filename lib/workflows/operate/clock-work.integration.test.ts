import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections } from "@/e2e/fixtures/greenhouse";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { addDays, HOUR_MS, secondsLater, utcDay } from "@/lib/platform/calendar";
import { type ClockWork, organizationsWithWork, visitOrganizations } from "@/lib/platform/database/installation";
import { databaseTime, inOrganization, type OrganizationId } from "@/lib/platform/db";
import type { Retention } from "@/lib/settings/schema";
import { runAuditClock } from "@/lib/workflows/operate/audit-clock";
import { foldAllSums } from "@/lib/workflows/operate/maintain";

testDatabase();
testGreenhouse();

let superuser: pg.Client;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await superuser.connect();
});

afterAll(() => superuser.end());

describe("an organization with something to do", () => {
  const named = async (work: ClockWork, id: OrganizationId) => (await organizationsWithWork(work, await databaseTime())).includes(id);
  const soon = addDays(utcDay(new Date()), 2);
  const change = (id: OrganizationId, sql: string) => superuser.query(`${sql} WHERE "organizationId" = $1`, [id]);
  const changeHires = (changes: string) => (id: OrganizationId) => change(id, `UPDATE "NewHire" SET ${changes}`);
  const addUser = (wants: object) => (id: OrganizationId) =>
    inOrganization(id, (tx) =>
      tx.user.create({ data: { organizationId: id, email: `${randomUUID()}@northwind.example`, name: "Maren", role: "hr", ...wants } }),
    );

  /** Who it is, with nothing to do; the work that comes up, and how. */
  const cases: [work: ClockWork, what: string, begin: () => Promise<OrganizationId>, comeUp: (id: OrganizationId) => Promise<unknown>][] = [
    [
      "notices",
      "an open notice",
      makeOrganization,
      (id) => inOrganization(id, (tx, at) => tx.notice.create({ data: { organizationId: id, code: "credential_revoked", openedAt: at } })),
    ],
    [
      "notices",
      "a connection that needs attention",
      connected,
      (id) => change(id, `UPDATE "PartnerIntegration" SET "status" = 'needs_attention'`),
    ],
    [
      "notices",
      "a clock that differs from Greenhouse's",
      connected,
      (id) => change(id, `UPDATE "PartnerIntegration" SET "clockSkewSeconds" = -90`),
    ],
    ["notices", "a last sync that failed", connected, (id) => change(id, `UPDATE "SyncRun" SET "status" = 'failed'`)],
    ["notices", "a mail server in trouble", withInvited, (id) => change(id, `UPDATE "Invitation" SET "serverTrouble" = true`)],
    ["notices", "an invitation that failed", withInvited, changeHires(`"attention" = ARRAY['invitation_failed']`)],
    ["notices", "a suspended hire", withInvited, changeHires(`"attention" = ARRAY['suspended']`)],
    [
      "notices",
      "an incomplete hire who starts soon",
      makeOrganization,
      (id) => takeIn(id, [draftOf(1, { startDate: soon, jobTitle: null })]),
    ],
    ["invitations", "an invitation whose day has come", withPending, changeHires(`"sendOn" = '2026-01-01'`)],
    [
      "invitations",
      "a suspension that is over",
      withPending,
      changeHires(`"suspendedAt" = now(), "suspendedUntil" = now() - interval '1 minute'`),
    ],
    [
      "invitations",
      "an incomplete hire who starts soon",
      makeOrganization,
      (id) => takeIn(id, [draftOf(1, { startDate: soon, jobTitle: null })]),
    ],
    ["invitations", "a hire who is said to start soon and no longer does", withPending, changeHires(`"attention" = ARRAY['starts_soon']`)],
    ["invitations", "an invited hire, who may be reminded", withPending, (id) => takeIn(id, [draftOf(2)])],
    ["hire_emails", "a person who wants to hear of incomplete hires", makeOrganization, addUser({ incompleteHireEmails: "each" })],
    ["hire_emails", "a person who wants the weekly digest", makeOrganization, addUser({ weeklyDigest: true })],
    ["unsealed", "an entry of the audit log that is not in its chain", makeOrganization, addEntry],
    [
      "unstreamed",
      "an entry of the audit log that was not sent on",
      makeOrganization,
      async (id) => {
        await addEntry(id);
        await runAuditClock(new AbortController().signal);
      },
    ],
    ["unfolded", "a hire whom the dashboard's sums do not hold", makeOrganization, (id) => takeIn(id, [draftOf(1)])],
    [
      "housekeeping",
      "a link whose time is over",
      atAnotherHour(withInvited),
      (id) => change(id, `UPDATE "Invitation" SET "status" = 'sent', "expiresAt" = now()`),
    ],
    [
      "housekeeping",
      "an unsent link whose time is over",
      atAnotherHour(withInvited),
      (id) => change(id, `UPDATE "Invitation" SET "expiresAt" = now()`),
    ],
    [
      "housekeeping",
      "an approval that nobody came back from",
      atAnotherHour(makeOrganization),
      (id) =>
        inOrganization(id, (tx, now) =>
          tx.greenhouseApproval.create({
            data: {
              organizationId: id,
              userId: randomUUID(),
              stateHash: Buffer.from(id),
              verifierSealed: "",
              expiresAt: secondsLater(now, -1),
            },
          }),
        ),
    ],
    [
      "housekeeping",
      "an approval that was not used for half a day",
      atAnotherHour(connectedByApproval),
      (id) => change(id, `UPDATE "GreenhouseToken" SET "renewedAt" = now() - interval '12 hours'`),
    ],
    [
      "webhooks",
      "webhooks that were not looked at for a day",
      connectedByApproval,
      (id) => change(id, `UPDATE "PartnerIntegration" SET "webhooksCheckedAt" = now() - interval '24 hours'`),
    ],
    [
      "housekeeping",
      "counts in many parts",
      atAnotherHour(makeOrganization),
      (id) =>
        superuser.query(
          `INSERT INTO "NewHireCount" ("organizationId", "key", "count") SELECT $1, 'pending', 1 FROM generate_series(1, 51)`,
          [id],
        ),
    ],
    ["retention", "a hire who is to be erased", withPending, changeHires(`"eraseAt" = now()`)],
    ["retention", "a hire who was withdrawn so long ago", () => keeping({ withdrawnDays: 30 }, "withdrawn"), longAgo],
    ["retention", "a hire who started so long ago", () => keeping({ startedDays: 30 }, "started"), longAgo],
  ];

  it.each(cases)("is named to the clock of %s for %s, and not before", async (work, _, begin, comeUp) => {
    const id = await begin();
    await foldAllSums();
    expect(await named(work, id)).toBe(false);
    await comeUp(id);
    expect(await named(work, id)).toBe(true);
  });

  it("has its housekeeping done every 23 hours, and so at another hour each day", async () => {
    const id = await makeOrganization();
    const start = (await databaseTime()).getTime();
    const hours = Array.from({ length: 69 }, (_, hour) => hour);
    const answers = await Promise.all(hours.map((hour) => organizationsWithWork("housekeeping", new Date(start + hour * HOUR_MS))));
    const [first, ...later] = hours.filter((hour) => answers[hour]?.includes(id));
    expect(first).toBeLessThan(23);
    expect(later).toEqual([(first ?? 0) + 23, (first ?? 0) + 46]);
  });

  it("has each step of a clock taken, though it fails there or elsewhere; none where the database does not answer", async () => {
    const both = [await withPending(), await withPending()];
    for (const id of both) await changeHires(`"suspendedAt" = now(), "suspendedUntil" = now()`)(id);
    const taken: string[] = [];
    const failing = (step: string, error: Error) => (id: OrganizationId) => {
      taken.push(`${step} ${id}`);
      return Promise.reject(error);
    };
    const visits = { at: await databaseTime(), failure: "a test's visits fail" };
    await visitOrganizations("invitations", visits, failing("first", new Error("broken")), failing("second", new Error("broken")));
    expect(taken).toEqual(expect.arrayContaining(both.flatMap((id) => [`first ${id}`, `second ${id}`])));
    taken.length = 0;
    const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    await expect(visitOrganizations("invitations", visits, failing("first", away))).rejects.toThrow("away");
    expect(taken).toHaveLength(1);
  });

  async function connected(): Promise<OrganizationId> {
    const { organizationId } = await connectedAdmin(connections.v1);
    await inOrganization(organizationId, (tx, finishedAt) => tx.syncRun.updateMany({ data: { status: "succeeded", finishedAt } }));
    return organizationId;
  }

  /** Makes one whose housekeeping, which comes every 23 hours, is due neither in this hour nor in the next. */
  function atAnotherHour(make: () => Promise<OrganizationId>): () => Promise<OrganizationId> {
    return async () => {
      for (;;) {
        const id = await make();
        const now = await databaseTime();
        const soon = await Promise.all([now, new Date(now.getTime() + HOUR_MS)].map((at) => organizationsWithWork("housekeeping", at)));
        if (!soon.flat().includes(id)) return id;
      }
    };
  }

  async function connectedByApproval(): Promise<OrganizationId> {
    const id = await connected();
    await change(id, `UPDATE "PartnerIntegration" SET "grant" = 'authorization_code', "webhooksCheckedAt" = now()`);
    await superuser.query(
      `INSERT INTO "GreenhouseToken" ("organizationId", "integrationId", "accessSealed", "expiresAt", "renewedAt")
       SELECT "organizationId", "id", '', now(), now() FROM "PartnerIntegration" WHERE "organizationId" = $1`,
      [id],
    );
    return id;
  }

  async function keeping(limits: Partial<Retention>, status: "withdrawn" | "started"): Promise<OrganizationId> {
    const id = await withPending();
    await inOrganization(id, (tx) =>
      tx.organizationSetting.create({
        data: { organizationId: id, name: "retention", value: { withdrawnDays: null, startedDays: null, ...limits }, updatedBy: "Maren" },
      }),
    );
    await changeHires(`"status" = '${status}'`)(id);
    return id;
  }

  function longAgo(id: OrganizationId) {
    return changeHires(`"statusSince" = now() - interval '30 days'`)(id);
  }

  async function withPending(): Promise<OrganizationId> {
    const id = await makeOrganization();
    await takeIn(id, [draftOf(1, { jobTitle: null })]);
    return id;
  }

  async function withInvited(): Promise<OrganizationId> {
    const id = await makeOrganization();
    await takeIn(id, [draftOf(1)]);
    return id;
  }

  function addEntry(id: OrganizationId) {
    return inOrganization(id, (tx) =>
      tx.auditEntry.create({ data: { organizationId: id, actor: "Maren", action: "test", subject: "test", changes: {} } }),
    );
  }
});
