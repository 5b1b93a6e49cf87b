import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { changeProfile } from "@/lib/auth/accounts/profile";
import type { IncompleteHireEmails } from "@/lib/auth/schema";
import { closeTransport } from "@/lib/email/transport";
import { markInvitationFailed } from "@/lib/hires/intake";
import { updateNewHire } from "@/lib/hires/mutations";
import { hireEmailJob } from "@/lib/jobs/definitions";
import { openQueue } from "@/lib/jobs/queue";
import { addDays, DAY_MS, daysLater, localDay } from "@/lib/platform/calendar";
import { asOrganizationId, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";
import { runHireEmailClock } from "@/lib/workflows/hr-emails/hire-email-clock";
import { sendHireEmail } from "@/lib/workflows/hr-emails/send-hire-email";

testDatabase();

let mail: MailServer;
let organizationId: OrganizationId;
let reader: Awaited<ReturnType<typeof makeMember>>;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "EMPTrust <portal@emptrust.example>";
  process.env.APP_URL = "https://portal.northwind.test";
  loadEnv({ mail: true });
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(async () => {
  mail.behave("none");
  mail.received.length = 0;
  organizationId = await makeOrganization();
  reader = await makeMember(organizationId, { name: "Jonas Lind", role: "viewer" });
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(organizationId, work);
const choose = (choices: { incompleteHireEmails?: IncompleteHireEmails; weeklyDigest?: boolean }, who = reader) =>
  changeProfile({ ...actorOf(organizationId), ...who }, choices, "");
const missing = (applicationId: number, changes = {}) => draftOf(applicationId, { jobTitle: null, ...changes });
const sentTo = (email: string) => mail.received.filter(({ to }) => to[0] === email).map(({ raw }) => decoded(raw));
const linkTo = (id: HireId) => `https://portal.northwind.test/onboard/new-hires/${id}`;

/** A mail without the folds and the encoding of its lines (quoted-printable). */
function decoded(raw: string): string {
  const bytes = raw.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Does what the clock and the workers do, and returns what was sent for. Jobs that fail are left to the queue. */
async function tell(): Promise<string[]> {
  await runHireEmailClock(new Date());
  const queue = await openQueue("sender");
  const jobs = await queue.fetch<{ organizationId: string; userId: string; kind: "incomplete" | "digest" }>(hireEmailJob.name, {
    batchSize: 100,
  });
  for (const { id, data } of jobs) {
    const outcome = sendHireEmail(asOrganizationId(data.organizationId), data.userId, data.kind);
    await outcome.then(
      () => queue.complete(hireEmailJob.name, id),
      () => queue.deleteJob(hireEmailJob.name, id),
    );
  }
  return jobs.map(({ data }) => data.kind);
}

const arrivedBefore = (ms: number) => inOwn((tx) => tx.hireAlert.updateMany({ data: { at: new Date(Date.now() - ms) } }));

describe("an email about each hire who arrives incomplete", () => {
  it("tells who wants it, once, what is missing and where, and nothing else of the hire", async () => {
    await choose({ incompleteHireEmails: "each" });
    const other = await makeMember(organizationId);
    const [id] = await takeIn(organizationId, [missing(1, { personalEmail: null, phone: "+47 1234" }), draftOf(2)]);
    expect(await tell()).toEqual(["incomplete"]);
    const [text = ""] = sentTo(reader.email);
    for (const words of [
      "Subject: 1 new hire has missing information",
      "Ida Nowak",
      "3 May 2099",
      "Missing: personal email and job title",
      linkTo(id),
      "https://portal.northwind.test/account",
    ])
      expect(text).toContain(words);
    for (const words of ["+47", "Site Nurse", "Full-time", "hire-2@mail.test"]) expect(text).not.toContain(words);
    expect(sentTo(other.email)).toEqual([]);
    expect(await tell()).toEqual([]);
    // Complete, and incomplete again: that is no news.
    await takeIn(organizationId, [draftOf(1, { startDate: "2020-01-01" })]);
    await takeIn(organizationId, [missing(1)]);
    expect(await tell()).toEqual([]);
  });

  it("tells of 500 whom one sync brings in one email, when the sync has ended", async () => {
    await choose({ incompleteHireEmails: "each" });
    const run = await inOwn(async (tx, now) => {
      const { id: integrationId } = await tx.partnerIntegration.create({ data: { organizationId, provider: "greenhouse" } });
      return tx.syncRun.create({ data: { organizationId, integrationId, trigger: "schedule", status: "running", createdAt: now } });
    });
    for (let page = 0; page < 10; page++) {
      await takeIn(
        organizationId,
        Array.from({ length: 50 }, (_, at) => missing(page * 50 + at + 1)),
      );
      expect(await tell()).toEqual([]);
    }
    await inOwn((tx) => tx.syncRun.updateMany({ where: { id: run.id }, data: { status: "succeeded", finishedAt: new Date() } }));
    await tell();
    await tell();
    const [text = "", ...more] = sentTo(reader.email);
    expect(more).toEqual([]);
    expect(text).toContain("Subject: 500 new hires have missing information");
    expect(text).toContain("And 475 more in the portal.");
  });

  it("is sent once by two workers at once, and by two that each have a job for it", async () => {
    await choose({ incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1)]);
    await Promise.all([runHireEmailClock(new Date()), runHireEmailClock(new Date())]);
    const queue = await openQueue("sender");
    expect(await queue.fetch(hireEmailJob.name, { batchSize: 100 })).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => sendHireEmail(organizationId, reader.userId, "incomplete")));
    expect(sentTo(reader.email)).toHaveLength(1);
    await queue.deleteAllJobs(hireEmailJob.name);
  });

  it("leaves out who is complete, excluded or no longer hired by then, and is not sent for them alone", async () => {
    await choose({ incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1, { lastName: "Gone" }), missing(2, { lastName: "Done" })]);
    await takeIn(organizationId, [draftOf(2)]);
    await inOwn((tx, now) => withdrawHires(tx, organizationId, [1], now));
    await tell();
    expect(sentTo(reader.email)).toEqual([]);
    await takeIn(organizationId, [missing(3, { lastName: "Here" })]);
    await tell();
    const [text = ""] = sentTo(reader.email);
    expect(text).toContain("Here");
    expect(text).not.toMatch(/Gone|Done/);
  });

  it("does not tell a person of what they did themselves", async () => {
    const editor = await makeMember(organizationId);
    for (const who of [reader, editor]) await choose({ incompleteHireEmails: "each" }, who);
    const [id] = await takeIn(organizationId, [draftOf(1, { startDate: "2020-01-01" })]);
    const actor = { ...actorOf(organizationId), ...editor };
    const { version } = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }));
    await inOwn((tx, now) => updateNewHire(tx, actor, id, { version, changes: { jobTitle: null }, take: [], keep: [] }, now));
    await tell();
    expect([sentTo(reader.email).length, sentTo(editor.email).length]).toEqual([1, 0]);
  });

  it("goes to no one who was removed, never joined, changed their mind or belongs to another organization", async () => {
    const [removed, changed] = [await makeMember(organizationId), await makeMember(organizationId)];
    for (const who of [removed, changed]) await choose({ incompleteHireEmails: "each" }, who);
    const invited = { id: randomUUID(), organizationId, email: "invited@northwind.example", name: "Not yet", role: "hr" as const };
    await inOwn((tx) => tx.user.create({ data: { ...invited, incompleteHireEmails: "each" } }));
    const elsewhere = await makeOrganization();
    const stranger = await makeMember(elsewhere);
    await changeProfile({ ...actorOf(elsewhere), ...stranger }, { incompleteHireEmails: "each" }, "");
    await takeIn(organizationId, [missing(1)]);
    await runHireEmailClock(new Date());
    await inOwn((tx) => tx.user.deleteMany({ where: { id: removed.userId } }));
    await choose({ incompleteHireEmails: "none" }, changed);
    await tell();
    expect(mail.received).toEqual([]);
  });

  it("waits for a mail server that does not take it now, and keeps no one else waiting", async () => {
    await choose({ incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1)]);
    mail.behave("busy");
    await tell();
    await expect(sendHireEmail(organizationId, reader.userId, "incomplete")).rejects.toMatchObject({ name: "EmailRejected" });
    expect(mail.received).toEqual([]);
    mail.behave("none");
    await tell();
    expect(sentTo(reader.email)).toHaveLength(1);
  });

  it("is not tried again at an address that is refused for good", async () => {
    await choose({ incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1)]);
    mail.behave("refuse-recipient");
    expect(await tell()).toHaveLength(1);
    mail.behave("none");
    expect(await tell()).toEqual([]);
  });

  it("is held while a restored backup holds the organization's email, and sent when it is let go", async () => {
    await choose({ incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1)]);
    await runHireEmailClock(new Date());
    const hold = (mailHeldSince: Date | null) => inOwn((tx) => tx.organization.updateMany({ data: { mailHeldSince } }));
    await hold(new Date());
    await tell();
    expect(mail.received).toEqual([]);
    await hold(null);
    await tell();
    expect(sentTo(reader.email)).toHaveLength(1);
  });
});

describe("one email a day", () => {
  it("tells at eight in the morning of all who arrived since the last, who are still incomplete", async () => {
    await choose({ incompleteHireEmails: "daily" });
    await takeIn(organizationId, [missing(1, { lastName: "First" }), missing(2, { lastName: "Second" }), missing(3, { lastName: "Done" })]);
    await takeIn(organizationId, [draftOf(3)]);
    expect(await tell()).toEqual([]);
    await arrivedBefore(DAY_MS);
    await takeIn(organizationId, [missing(4, { lastName: "Tomorrow" })]);
    await tell();
    const [text = "", ...more] = sentTo(reader.email);
    expect(more).toEqual([]);
    expect(text).toMatch(/First[\s\S]+Second/);
    expect(text).not.toMatch(/Done|Tomorrow/);
    expect(await tell()).toEqual([]);
  });

  it("is not sent when there is no one to tell of, nor for hires of more than a week ago", async () => {
    await choose({ incompleteHireEmails: "daily" });
    await takeIn(organizationId, [missing(1)]);
    await arrivedBefore(8 * DAY_MS);
    expect(await tell()).toEqual([]);
  });
});

describe("the weekly digest", () => {
  const lastWeek = () =>
    inOwn((tx) => tx.user.updateMany({ where: { weeklyDigest: true }, data: { digestedAt: daysLater(new Date(), -8) } }));

  it("tells who starts and who is stuck, and why, once a week with any number of workers", async () => {
    await choose({ weeklyDigest: true });
    const today = localDay(new Date(), "UTC");
    const inDays = (days: number) => addDays(today, days);
    const [, , , failed, , pending] = await takeIn(organizationId, [
      draftOf(1, { lastName: "Invited", startDate: inDays(1) }),
      missing(2, { lastName: "Incomplete", startDate: inDays(6) }),
      draftOf(3, { lastName: "Nextweek", startDate: inDays(7) }),
      draftOf(4, { lastName: "Undelivered", startDate: inDays(60) }),
      draftOf(5, { lastName: "Late", startDate: inDays(-2) }),
      missing(6, { lastName: "Longpending", startDate: null }),
      draftOf(7, { lastName: "Forgotten", startDate: inDays(-31) }),
    ]);
    await inOwn(async (tx, now) => {
      await markInvitationFailed(tx, organizationId, failed, now);
      await tx.newHire.updateMany({ where: { id: pending }, data: { pendingSince: daysLater(now, -9) } });
    });
    // Chosen today: the next Monday's is the first.
    expect(await tell()).toEqual([]);
    await lastWeek();
    await Promise.all([1, 2].map(() => sendHireEmail(organizationId, reader.userId, "digest")));
    const [text = "", ...more] = sentTo(reader.email);
    expect(more).toEqual([]);
    const [starting = "", stuck = ""] = text.slice(text.indexOf("Starting in the next 7 days\r\n")).split("\r\nStuck\r\n");
    expect(starting).toMatch(/Invited[\s\S]+Invited, not started[\s\S]+Incomplete[\s\S]+Pending\s+Missing: job title/);
    expect(starting).not.toContain("Nextweek");
    const plain = stuck.slice(0, stuck.indexOf("<html"));
    expect(plain).toMatch(
      /Late[\s\S]+has passed without[\s\S]+Undelivered[\s\S]+couldn’t be delivered[\s\S]+Longpending[\s\S]+Pending for 9 days\.\s+Missing: job title/,
    );
    expect(plain).not.toMatch(/Forgotten|Nextweek|Incomplete/);
    expect(await tell()).toEqual([]);
  });

  it("is not sent when there is nothing to say, and comes again when the mail server did not take it", async () => {
    await choose({ weeklyDigest: true });
    await lastWeek();
    expect(await tell()).toEqual(["digest"]);
    expect(mail.received).toEqual([]);
    await takeIn(organizationId, [draftOf(1, { startDate: localDay(new Date(), "UTC") })]);
    await lastWeek();
    mail.behave("busy");
    await tell();
    mail.behave("none");
    expect(await tell()).toEqual(["digest"]);
    expect(sentTo(reader.email)).toHaveLength(1);
  });

  it("and the alerts of one organization do not exist for another", async () => {
    await choose({ weeklyDigest: true, incompleteHireEmails: "each" });
    await takeIn(organizationId, [missing(1)]);
    await lastWeek();
    const elsewhere = await makeOrganization();
    await sendHireEmail(elsewhere, reader.userId, "incomplete");
    await sendHireEmail(elsewhere, reader.userId, "digest");
    expect(mail.received).toEqual([]);
    expect(await inOrganization(elsewhere, (tx) => tx.hireAlert.count())).toBe(0);
    expect(await inOwn((tx) => tx.hireAlert.count())).toBe(1);
  });
});
