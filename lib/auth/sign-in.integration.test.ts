import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { listAuditEntries } from "@/lib/audit/data";
import type { SessionToken } from "@/lib/auth/options";
import { actorOf } from "@/lib/auth/session";
import { endOtherSessions, endSession, listSessions, removeEndedSessions } from "@/lib/auth/sessions";
import { type Caller, callerAddress, signIn } from "@/lib/auth/sign-in";
import { createUser, resetPassword, unsafeFindUserByEmail } from "@/lib/auth/users";
import { asOrganizationId, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { removeMember } from "@/lib/team/mutations";

testDatabase();

const password = "a long enough password";
const afterwards: Promise<void>[] = [];
const caller = (changes: Partial<Caller> = {}): Caller => ({
  address: randomUUID(),
  device: null,
  names: { browser: "Firefox", system: "Linux" },
  later: (work) => void afterwards.push(work()),
  ...changes,
});

let organizationId: OrganizationId;
const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(organizationId, work);

async function someone(role: "admin" | "hr" = "hr"): Promise<string> {
  const email = `${randomUUID()}@northwind.example`;
  await createUser({ organization: "Northwind", email, name: "Maren Olsen", role, password });
  organizationId = asOrganizationId((await unsafeFindUserByEmail(email))?.organizationId ?? "");
  return email;
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
    const user = await unsafeFindUserByEmail(email);
    const postponed: (() => Promise<void>)[] = [];
    const later = (work: () => Promise<void>) => void postponed.push(work);
    expect(await signIn({ email, password: "the wrong one" }, caller({ later }))).toBeNull();
    const failures = async () => (await audited("user.sign_in_failed")).filter(({ subject }) => subject === `user:${user?.id}`);
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
    const items = await inOwn((tx, now) => listSessions(tx, actor, now));
    expect(items.map(({ id, device, current }) => [id, device, current])).toEqual([
      [first.sessionId, "Firefox on Linux", true],
      [second.sessionId, "Unknown device", false],
    ]);
    const stranger = await actorIn(await entered(await someone()));
    await expect(inOwn((tx) => endSession(tx, stranger, first.sessionId))).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends immediately when it is ended, alone or with all others, and so does a copy of its cookie", async () => {
    const email = await someone();
    const [here, there, elsewhere] = [await entered(email), await entered(email), await entered(email)];
    const actor = await actorIn(here);
    await inOwn((tx) => endSession(tx, actor, there.sessionId));
    expect(await actorOf(there)).toBeNull();
    expect(await actorOf(elsewhere)).not.toBeNull();
    await inOwn((tx, now) => endOtherSessions(tx, actor, now));
    expect(await actorOf(elsewhere)).toBeNull();
    expect(await actorOf(here)).not.toBeNull();
    await inOwn((tx) => endSession(tx, actor, here.sessionId));
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
    await inOwn((tx) => removeMember(tx, admin, again.userId));
    expect(await actorOf(again)).toBeNull();
  });

  it("is no one's where the cookie names another user, organization or password", async () => {
    const token = await entered(await someone());
    const other = await entered(await someone());
    expect(await actorOf({ ...token, userId: other.userId })).toBeNull();
    expect(await actorOf({ ...token, organizationId: randomUUID() })).toBeNull();
    expect(await actorOf({ ...token, sessionVersion: token.sessionVersion + 1 })).toBeNull();
    expect(await actorOf({ ...token, sessionId: randomUUID() })).toBeNull();
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
