import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import { type Membership, membershipsOf, unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createUser, resetPassword } from "@/lib/auth/accounts/operator";
import { enterOrganization, listOrganizations } from "@/lib/auth/accounts/organizations";
import {
  endOtherSessions,
  endSession,
  endSessionsOfMember,
  listSessions,
  removeEndedSessions,
  startSession,
} from "@/lib/auth/accounts/sessions";
import { callerAddress } from "@/lib/auth/caller";
import { actorOf } from "@/lib/auth/session";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import { type Caller, signIn } from "@/lib/auth/sign-in/sign-in";
import { inAccount, inOrganization, type OrganizationId, withOrganization } from "@/lib/platform/db";
import { removeMember } from "@/lib/team/mutations";

testDatabase();

const password = "a long enough password";
const afterwards: Promise<void>[] = [];
const caller = (changes: Partial<Caller> = {}): Caller => ({
  address: randomUUID(),
  device: null,
  names: { browser: "Firefox", system: "Linux" },
  csrf: "",
  remembered: null,
  later: (work) => void afterwards.push(work()),
  ...changes,
});

let organizationId: OrganizationId;
const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(organizationId, work);

async function someone(role: "admin" | "hr" = "hr"): Promise<string> {
  const email = `${randomUUID()}@northwind.example`;
  await createUser({ organization: "Northwind", email, name: "Maren Olsen", role, password });
  organizationId = (await memberOf(email)).organizationId;
  return email;
}

async function memberOf(email: string): Promise<Membership> {
  const account = await unsafeFindAccount(email);
  const [membership] = account ? await inAccount(account.id, (tx) => membershipsOf(tx, account.id)) : [];
  if (!membership) throw new Error("no such member");
  return membership;
}

async function entered(email: string, changes: Partial<Caller> = {}): Promise<SessionToken> {
  const token = await signIn({ email, password }, caller(changes));
  if (!token) throw new Error("the password was refused");
  return token;
}

async function actorIn(token: SessionToken) {
  const actor = await actorOf(token);
  if (!actor) throw new Error("the session has ended");
  return actor;
}

const audited = async (action: string) => {
  await Promise.all(afterwards.splice(0));
  return inOwn(async (tx) => (await listAuditEntries(tx, { limit: 50, action })).items);
};

beforeAll(async () => void (await someone("admin")));

describe("an attempt to sign in", () => {
  it("is counted for the account whose password is checked, however its address is written", async () => {
    const email = await someone();
    const address = randomUUID();
    const written = [email, email.toUpperCase(), ` ${email} `, `${" ".repeat(400)}${email}`, `\t${email}\n`];
    for (let n = 0; n < 10; n++) {
      expect(await signIn({ email: written[n % written.length] ?? email, password: "wrong" }, caller({ address }))).toBeNull();
    }
    for (const one of written) {
      await expect(signIn({ email: one, password }, caller({ address }))).rejects.toMatchObject({
        code: "too_many_requests",
        extras: { retryAfterSeconds: expect.any(Number) },
      });
    }
    expect(await signIn({ email, password }, caller())).not.toBeNull();
  });

  it("with a password that is too long to exist is refused, and counted", async () => {
    const email = await someone();
    const address = randomUUID();
    for (let n = 0; n < 10; n++) expect(await signIn({ email, password: "x".repeat(257 + n) }, caller({ address }))).toBeNull();
    await expect(signIn({ email, password }, caller({ address }))).rejects.toMatchObject({ code: "too_many_requests" });
  });

  it("stands in the audit log of a known account, without what was typed, after the answer", async () => {
    const email = await someone();
    const { userId } = await memberOf(email);
    const postponed: (() => Promise<void>)[] = [];
    const later = (work: () => Promise<void>) => void postponed.push(work);
    expect(await signIn({ email, password: "the wrong one" }, caller({ later }))).toBeNull();
    const failures = async () => (await audited("user.sign_in_failed")).filter(({ subject }) => subject === `user:${userId}`);
    expect(await failures()).toEqual([]);
    for (const work of postponed) await work();
    expect(await signIn({ email: "nobody@northwind.example", password }, caller())).toBeNull();
    expect(await failures()).toMatchObject([{ actor: "Unknown person", subjectName: "Maren Olsen", changes: {} }]);
  });

  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("from %s is counted for %s: of IPv6, one subscriber has a whole network", (address, counted) => {
    expect(callerAddress(new Headers({ "x-forwarded-for": address }))).toBe(counted);
  });
});

describe("a session", () => {
  it("names the browser, and is one's own only", async () => {
    const email = await someone();
    const first = await entered(email);
    const second = await entered(email, { names: { browser: null, system: null } });
    await entered(await someone());
    const actor = await actorIn(first);
    const items = await listSessions(actor);
    expect(items.map(({ id, device, current }) => [id, device, current])).toEqual([
      [first.sessionId, "Firefox on Linux", true],
      [second.sessionId, "Unknown device", false],
    ]);
    const stranger = await actorIn(await entered(await someone()));
    await expect(endSession(stranger, first.sessionId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends immediately when it is ended, alone or with all others, and so does a copy of its cookie", async () => {
    const email = await someone();
    const [here, there, elsewhere] = [await entered(email), await entered(email), await entered(email)];
    const actor = await actorIn(here);
    await endSession(actor, there.sessionId);
    expect(await actorOf(there)).toBeNull();
    expect(await actorOf(elsewhere)).not.toBeNull();
    await endOtherSessions(actor);
    expect(await actorOf(elsewhere)).toBeNull();
    expect(await actorOf(here)).not.toBeNull();
    await endSession(actor, here.sessionId);
    expect(await actorOf(here)).toBeNull();
    const own = (await audited("user.")).filter(({ subject }) => subject === `user:${actor.userId}`);
    expect(own.map(({ action, changes }) => [action, changes]).slice(0, 3)).toEqual([
      ["user.signed_out", { device: ["Firefox on Linux", null] }],
      ["user.other_sessions_ended", { sessions: [1, 0] }],
      ["user.session_ended", { device: ["Firefox on Linux", null] }],
    ]);
  });

  it("ends when the password changes, and when its user is removed", async () => {
    const admin = await actorIn(await entered(await someone("admin")));
    const email = await someone();
    const before = await entered(email);
    expect(await resetPassword(email, "another long password")).toBe(true);
    expect(await actorOf(before)).toBeNull();
    const again = await signIn({ email, password: "another long password" }, caller());
    if (!again) throw new Error("the new password was refused");
    expect(await actorOf(again)).not.toBeNull();
    const { userId } = await actorIn(again);
    await inOwn((tx) => removeMember(tx, admin, userId));
    expect(await actorOf(again)).toBeNull();
  });

  it("of a member is ended by an admin of the organization that it is in, and by no other", async () => {
    const admin = await actorIn(await entered(await someone("admin")));
    const token = await entered(await someone());
    const { userId } = await actorIn(token);
    const stranger = { ...admin, organizationId: await makeOrganization() };
    await expect(inOrganization(stranger.organizationId, (tx) => endSessionsOfMember(tx, stranger, userId))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await actorOf(token)).not.toBeNull();
    await inOwn((tx) => endSessionsOfMember(tx, admin, userId));
    expect(await actorOf(token)).toBeNull();
    const [entry] = await audited("team.");
    expect(entry).toMatchObject({ action: "team.signed_out", subject: `user:${userId}`, changes: { sessions: [1, 0] } });
  });

  it("is not used by a page that no one touches, and ends under it", async () => {
    const token = await entered(await someone());
    const seen = async () => (await inOwn((tx) => tx.session.findFirstOrThrow({ where: { id: token.sessionId } }))).lastSeenAt.getTime();
    const long = new Date(Date.now() - 7.9 * 3_600_000);
    await inOwn((tx) => tx.session.updateMany({ where: { id: token.sessionId }, data: { lastSeenAt: long } }));
    expect(await actorOf(token, { isUse: false })).not.toBeNull();
    expect(await seen()).toBe(long.getTime());
    await actorOf(token, { isUse: true });
    expect(await seen()).toBeGreaterThan(long.getTime());
  });

  it("is no one's where the cookie names another person or session", async () => {
    const token = await entered(await someone());
    const other = await entered(await someone());
    expect(await actorOf({ ...token, accountId: other.accountId })).toBeNull();
    expect(await actorOf({ ...token, sessionId: randomUUID() })).toBeNull();
  });

  it("does not begin with a password that was changed after it was checked", async () => {
    const email = await someone();
    const account = await unsafeFindAccount(email);
    if (!account) throw new Error("no account");
    await resetPassword(email, "another long password");
    expect(await startSession({ account, method: "password" }, { browser: null, system: null })).toBeNull();
  });

  it("goes on in another organization of the person's, and in no other", async () => {
    const email = await someone();
    const token = await entered(email);
    const northwind = organizationId;
    const contoso = await makeOrganization();
    const { accountId } = await actorIn(token);
    const elsewhere = await inAccount(accountId, async (tx) => {
      const own = await withOrganization(tx, contoso);
      return own.user.create({ data: { organizationId: contoso, accountId, email, name: "M. Olsen", role: "viewer" } });
    });
    const actor = await actorIn(token);
    expect(actor).toMatchObject({ organizationId: northwind, role: "hr", memberships: 2 });
    expect((await listOrganizations(actor)).filter(({ current }) => current).map(({ id }) => id)).toEqual([northwind]);
    await enterOrganization(actor, contoso);
    const there = await actorIn(token);
    expect(there).toMatchObject({ organizationId: contoso, userId: elsewhere.id, name: "M. Olsen", role: "viewer", email });
    expect(await listSessions(there)).toHaveLength(1);
    await expect(enterOrganization(there, await makeOrganization())).rejects.toMatchObject({ code: "not_found" });
    const entries = await inOrganization(contoso, async (tx) => (await listAuditEntries(tx, { limit: 9, action: "user." })).items);
    expect(entries.map(({ action, actor: who }) => [action, who])).toEqual([["user.entered", "M. Olsen"]]);
    // The next session begins where the person worked last.
    expect(await actorIn(await entered(email))).toMatchObject({ organizationId: contoso });
    await inOrganization(contoso, (tx) => tx.user.deleteMany({ where: { id: elsewhere.id } }));
    expect(await actorOf(token)).toBeNull();
    expect(await actorIn(await entered(email))).toMatchObject({ organizationId: northwind });
  });

  it("that another organization's identity provider opened, or its limits ended, asks to sign in again", async () => {
    const email = await someone();
    const token = await entered(email);
    const actor = await actorIn(token);
    const contoso = await makeOrganization();
    await inAccount(actor.accountId, async (tx) => {
      const own = await withOrganization(tx, contoso);
      await own.user.create({ data: { organizationId: contoso, accountId: actor.accountId, email, name: "M. Olsen", role: "hr" } });
      const value = { idleHours: 1, lifetimeDays: 1 };
      await own.organizationSetting.create({ data: { organizationId: contoso, name: "sessions", value, updatedBy: "M. Olsen" } });
    });
    const set = (data: { createdAt?: Date; method?: "sso" | "password" }) =>
      inOwn((tx) => tx.session.updateMany({ where: { id: token.sessionId }, data }));
    await set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
    await expect(enterOrganization(actor, contoso)).rejects.toMatchObject({ code: "reauthentication_required" });
    await set({ createdAt: new Date(), method: "sso" });
    await expect(enterOrganization(actor, contoso)).rejects.toMatchObject({ code: "reauthentication_required" });
    await set({ method: "password" });
    await enterOrganization(actor, contoso);
  });

  it("ends after eight hours without use and thirty days after signing in, or as its organization sets it, immediately", async () => {
    const token = await entered(await someone());
    const set = (data: { lastSeenAt?: Date; createdAt?: Date }) =>
      inOwn((tx) => tx.session.updateMany({ where: { id: token.sessionId }, data }));
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await set({ lastSeenAt: hoursAgo(7.9) });
    expect(await actorOf(token)).not.toBeNull();
    await set({ lastSeenAt: hoursAgo(8.1) });
    expect(await actorOf(token)).toBeNull();
    // Being refused is no use.
    expect(await actorOf(token)).toBeNull();
    await set({ lastSeenAt: hoursAgo(0), createdAt: hoursAgo(30 * 24 + 1) });
    expect(await actorOf(token)).toBeNull();
    const value = { idleHours: 1, lifetimeDays: 60 };
    await inOwn((tx) => tx.organizationSetting.create({ data: { organizationId, name: "sessions", value, updatedBy: "Maren Olsen" } }));
    expect(await actorOf(token)).not.toBeNull();
    await set({ lastSeenAt: hoursAgo(1.1) });
    expect(await actorOf(token)).toBeNull();
    await inOwn((tx) => tx.organizationSetting.deleteMany({ where: { name: "sessions" } }));
  });

  it("leaves no row behind once it has ended, whoever it was", async () => {
    const [unused, old, current] = [await entered(await someone()), await entered(await someone()), await entered(await someone())];
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const set = (id: string, data: { lastSeenAt?: Date; createdAt?: Date }) =>
      inOwn((tx) => tx.session.updateMany({ where: { id }, data }));
    await set(unused.sessionId, { lastSeenAt: hoursAgo(8.1) });
    await set(old.sessionId, { createdAt: hoursAgo(30 * 24 + 1) });
    await inOwn(removeEndedSessions);
    const ids = [unused, old, current].map(({ sessionId }) => sessionId);
    const left = await inOwn((tx) => tx.session.findMany({ where: { id: { in: ids } }, select: { id: true } }));
    expect(left).toEqual([{ id: current.sessionId }]);
  });

  it("notes its use once a minute", async () => {
    const token = await entered(await someone());
    const seen = () => inOwn(async (tx) => (await tx.session.findFirstOrThrow({ where: { id: token.sessionId } })).lastSeenAt.getTime());
    const first = await seen();
    await actorOf(token);
    expect(await seen()).toBe(first);
    await inOwn((tx) => tx.session.updateMany({ where: { id: token.sessionId }, data: { lastSeenAt: new Date(first - 61_000) } }));
    await actorOf(token);
    expect(await seen()).toBeGreaterThanOrEqual(first);
  });
});
