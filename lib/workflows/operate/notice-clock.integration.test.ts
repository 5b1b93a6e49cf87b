import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse } from "@/e2e/fixtures/greenhouse";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import type { Actor } from "@/lib/auth/actor";
import { needAttention } from "@/lib/connections/mutations";
import { closeTransport } from "@/lib/email/transport";
import { applyHeard, markInvitationFailed } from "@/lib/hires/intake";
import { openNotices } from "@/lib/notices/data";
import { muteNotice } from "@/lib/notices/mutations";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asApplicationId } from "@/lib/platform/ids";
import { runNoticeClock } from "@/lib/workflows/operate/notice-clock";

testDatabase();

let mail: MailServer;
let sandbox: Sandbox;
let actor: Actor;
let admin: string;

beforeAll(async () => {
  sandbox = await startGreenhouse();
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  loadEnv({ mail: true });
});

afterAll(async () => {
  closeTransport();
  await Promise.all([mail.close(), sandbox.close()]);
});

beforeEach(async () => {
  actor = await connectedAdmin({ ...connections.v3 });
  admin = `${randomUUID()}@northwind.example`;
  await makeMember(actor.organizationId, { id: actor.userId, email: admin, name: actor.name, role: "admin" });
  mail.received.length = 0;
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const notices = () => inOwn((tx) => openNotices(tx, actor.userId));
const mailed = () => mail.received.filter(({ to }) => to[0] === admin).length;
const inDays = (days: number) => addDays(utcDay(new Date()), days);

it("a notice opens with what it is about, counts, is mailed to each admin once with any number of workers, and closes", async () => {
  await takeIn(actor.organizationId, [draftOf(1, { startDate: inDays(1), jobTitle: null })]);
  await Promise.all([runNoticeClock(new Date()), runNoticeClock(new Date()), runNoticeClock(new Date())]);
  expect(await notices()).toMatchObject([
    { code: "starts_soon_pending", count: 1, muted: false, message: "1 person starts within 3 days and is still pending." },
  ]);
  expect(mailed()).toBe(1);
  await takeIn(actor.organizationId, [draftOf(2, { startDate: inDays(2), jobTitle: null })]);
  await runNoticeClock(new Date());
  expect(await notices()).toMatchObject([{ count: 2 }]);
  expect(mailed()).toBe(1);
  await takeIn(actor.organizationId, [draftOf(1, { startDate: inDays(1) }), draftOf(2, { startDate: inDays(2) })]);
  await runNoticeClock(new Date());
  expect(await notices()).toEqual([]);
});

it("trouble that comes back within a day is shown and not mailed again, after a day it is", async () => {
  const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
  const settle = (attention: string[]) => inOwn((tx) => tx.newHire.updateMany({ where: { id }, data: { attention } }));
  await inOwn((tx) => markInvitationFailed(tx, actor.organizationId, id, new Date()));
  await runNoticeClock(new Date());
  expect(await notices()).toMatchObject([{ code: "invitations_failing", count: 1 }]);
  await settle([]);
  await runNoticeClock(new Date());
  await settle(["invitation_failed"]);
  await runNoticeClock(new Date());
  expect(await notices()).toHaveLength(1);
  expect(mailed()).toBe(1);
  await settle([]);
  await runNoticeClock(new Date());
  await settle(["invitation_failed"]);
  await runNoticeClock(new Date(Date.now() + 25 * 3_600_000));
  expect(mailed()).toBe(2);
});

it("an admin who turned emails about notices off is mailed none, and shown them all the same", async () => {
  await inOwn((tx) => tx.user.updateMany({ where: { id: actor.userId }, data: { noticeEmails: false } }));
  await takeIn(actor.organizationId, [draftOf(1, { startDate: inDays(1), jobTitle: null })]);
  await runNoticeClock(new Date());
  expect(await notices()).toMatchObject([{ code: "starts_soon_pending", muted: false }]);
  expect(mailed()).toBe(0);
});

it("who is suspended is shown, mailed to no one, and shown no more once they are hired again", async () => {
  await takeIn(actor.organizationId, [draftOf(1)]);
  await inOwn((tx, now) => applyHeard(tx, actor.organizationId, [{ applicationId: asApplicationId(1), draft: null }], now));
  await runNoticeClock(new Date());
  expect(await notices()).toMatchObject([{ code: "hires_suspended", count: 1 }]);
  expect(mailed()).toBe(0);
  await takeIn(actor.organizationId, [draftOf(1)]);
  await runNoticeClock(new Date());
  expect(await notices()).toEqual([]);
});

it("a notice that opens while emails are held is emailed once they may leave", async () => {
  const hold = (since: Date | null) =>
    inOwn((tx) => tx.organization.updateMany({ where: { id: actor.organizationId }, data: { mailHeldSince: since } }));
  await hold(new Date());
  await takeIn(actor.organizationId, [draftOf(1, { startDate: inDays(1), jobTitle: null })]);
  await runNoticeClock(new Date());
  expect(await notices()).toHaveLength(1);
  expect(mailed()).toBe(0);
  await hold(null);
  await Promise.all([runNoticeClock(new Date()), runNoticeClock(new Date())]);
  expect(mailed()).toBe(1);
  await runNoticeClock(new Date());
  expect(mailed()).toBe(1);
});

it("who muted a notice is told of it no more, here and by mail; another person is", async () => {
  const integration = await inOwn((tx) => tx.partnerIntegration.findFirstOrThrow());
  const reason = { code: "credential_rejected" as const, message: "Greenhouse does not know this credential." };
  const attention = () =>
    inOwn((tx) =>
      needAttention(
        tx,
        actor.organizationId,
        { integrationId: integration.id, credentialSealed: integration.credentialSealed ?? "" },
        reason,
        new Date(),
      ),
    );
  await attention();
  await runNoticeClock(new Date());
  const [notice] = await notices();
  expect(notice).toMatchObject({ code: "credential_revoked", href: "/settings/partner-integrations/greenhouse" });
  await inOwn((tx) => muteNotice(tx, actor, notice?.id ?? "", true));
  expect(await notices()).toMatchObject([{ muted: true }]);
  expect(await inOwn((tx) => openNotices(tx, randomUUID()))).toMatchObject([{ muted: false }]);
  await inOwn((tx) => muteNotice(tx, actor, notice?.id ?? "", false));
  expect(await notices()).toMatchObject([{ muted: false }]);
});

it("syncs that fail for an hour are said, and one that succeeds ends it", async () => {
  const run = (status: "failed" | "succeeded", minutesAgo: number) =>
    inOwn(async (tx) => {
      const { id: integrationId } = await tx.partnerIntegration.findFirstOrThrow();
      const at = new Date(Date.now() - minutesAgo * 60_000);
      await tx.syncRun.create({
        data: { organizationId: actor.organizationId, integrationId, trigger: "schedule", status, createdAt: at, finishedAt: at },
      });
    });
  await inOwn((tx) => tx.syncRun.deleteMany({}));
  await run("succeeded", 90);
  await run("failed", 50);
  await runNoticeClock(new Date());
  expect(await notices()).toEqual([]);
  await run("failed", 1);
  await runNoticeClock(new Date(Date.now() + 15 * 60_000));
  expect(await notices()).toMatchObject([{ code: "sync_failing" }]);
  await run("succeeded", 0);
  await runNoticeClock(new Date());
  expect(await notices()).toEqual([]);
});

it("another organization's notices are not there, and cannot be muted", async () => {
  await takeIn(actor.organizationId, [draftOf(1, { startDate: inDays(1), jobTitle: null })]);
  await runNoticeClock(new Date());
  const [notice] = await notices();
  const stranger = { ...actor, organizationId: await makeOrganization() };
  const theirs = inOrganization(stranger.organizationId, (tx) => muteNotice(tx, stranger, notice?.id ?? "", true));
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
});
