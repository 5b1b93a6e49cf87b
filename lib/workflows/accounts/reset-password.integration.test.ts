import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { listAuditEntries } from "@/lib/audit/data";
import { changeProfile, readProfile, reauthenticate } from "@/lib/auth/accounts/profile";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { actorOf } from "@/lib/auth/session";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { closeTransport } from "@/lib/email/transport";
import { inAccount, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { readResetLink, requestPasswordReset, resetPasswordByLink, sendResetLink } from "@/lib/workflows/accounts/reset-password";

testDatabase();

const password = "a long enough password";
const chosen = "correct horse battery staple";
let passwordHash: string;
let mail: MailServer;
let organizationId: OrganizationId;
let person: Awaited<ReturnType<typeof makeMember>>;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "EMPTrust <portal@emptrust.example>";
  loadEnv({ mail: true });
  passwordHash = await hashPassword(password);
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(async () => {
  mail.received.length = 0;
  organizationId = await makeOrganization();
  person = await makeMember(organizationId, { passwordHash });
});

const address = () => randomUUID();
const enter = (typed: string) =>
  signIn(
    { email: person.email, password: typed },
    { address: address(), device: null, csrf: "", remembered: null, names: { browser: null, system: null }, later: () => {} },
  );

async function entered(): Promise<{ token: SessionToken; actor: Actor }> {
  const token = await enter(password);
  const actor = token && (await actorOf(token));
  if (!token || !actor) throw new Error("not signed in");
  return { token, actor };
}

async function mailedToken(): Promise<string> {
  await requestPasswordReset(` ${person.email.toUpperCase()} `);
  await sendResetLink(organizationId, person.userId);
  const raw = mail.received.at(-1)?.raw.replace(/=\r?\n/g, "") ?? "";
  return /\/reset\/([A-Za-z0-9_-]{43})/.exec(raw)?.[1] ?? "";
}

const audited = async () => {
  const { items } = await inOrganization(organizationId, (tx) => listAuditEntries(tx, { limit: 20, action: "user." }));
  return items.map(({ action, actor }) => [action, actor]);
};

describe("a link to choose a new password", () => {
  it("works once, ends every session, and leaves the former password useless", async () => {
    const { token: session } = await entered();
    const token = await mailedToken();
    expect(await readResetLink(token, address())).toEqual({ state: "open", email: person.email });
    await resetPasswordByLink(token, chosen, address());
    expect(await actorOf(session)).toBeNull();
    expect(await enter(password)).toBeNull();
    expect(await enter(chosen)).not.toBeNull();
    expect(await readResetLink(token, address())).toEqual({ state: "dead" });
    await expect(resetPasswordByLink(token, "another long password", address())).rejects.toMatchObject({ code: "link_expired" });
    expect(await audited()).toEqual(
      expect.arrayContaining([
        ["user.reset_requested", "Unknown person"],
        ["user.password_reset", "Maren Olsen"],
      ]),
    );
  });

  it("is used by one of two who use it at once", async () => {
    const token = await mailedToken();
    const both = [chosen, "another long password"].map((one) => resetPasswordByLink(token, one, address()));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("ends after thirty minutes, and when another one is asked for", async () => {
    const first = await mailedToken();
    const second = await mailedToken();
    expect(second).not.toBe(first);
    expect(await readResetLink(first, address())).toEqual({ state: "dead" });
    await inAccount(person.accountId, async (tx, now) => {
      const { resetExpiresAt } = await tx.account.findFirstOrThrow({ where: { id: person.accountId } });
      expect(Math.round(((resetExpiresAt?.getTime() ?? 0) - now.getTime()) / 60_000)).toBe(30);
      await tx.account.updateMany({ where: { id: person.accountId }, data: { resetExpiresAt: now } });
    });
    expect(await readResetLink(second, address())).toEqual({ state: "dead" });
    await expect(resetPasswordByLink(second, chosen, address())).rejects.toMatchObject({ code: "link_expired" });
  });

  it("takes no password that is common, short, or holds the address, and goes on working", async () => {
    const token = await mailedToken();
    for (const bad of ["short", "qwertyuiop123", `${person.email.split("@")[0]}!`]) {
      await expect(resetPasswordByLink(token, bad, address()), bad).rejects.toMatchObject({ code: "invalid_fields" });
    }
    await resetPasswordByLink(token, chosen, address());
  });

  it("is sent to nobody for an address without an account, and three times an hour to a person", async () => {
    await requestPasswordReset("nobody@northwind.example");
    for (let n = 0; n < 3; n++) await mailedToken();
    const before = await inAccount(person.accountId, (tx) => tx.account.findFirstOrThrow({ where: { id: person.accountId } }));
    await requestPasswordReset(person.email);
    const after = await inAccount(person.accountId, (tx) => tx.account.findFirstOrThrow({ where: { id: person.accountId } }));
    expect(after).toEqual(before);
    expect(mail.received.map(({ to }) => to[0])).toEqual([person.email, person.email, person.email]);
  });
});

describe("a person", () => {
  it("changes the password with the one they have: this session goes on, the others end", async () => {
    const here = await entered();
    const elsewhere = await entered();
    await expect(changeProfile(here.actor, { password: chosen, currentPassword: "not the one" }, address())).rejects.toMatchObject({
      code: "invalid_fields",
      extras: { invalidParams: [{ name: "currentPassword", reason: expect.any(String) }] },
    });
    await expect(changeProfile(here.actor, { password: chosen }, address())).rejects.toMatchObject({ code: "invalid_fields" });
    await changeProfile(here.actor, { password: chosen, currentPassword: password }, address());
    expect(await actorOf(here.token)).not.toBeNull();
    expect(await actorOf(elsewhere.token)).toBeNull();
    expect(await enter(password)).toBeNull();
    expect(await enter(chosen)).not.toBeNull();
    expect(await audited()).toEqual(expect.arrayContaining([["user.password_changed", "Maren Olsen"]]));
  });

  it("changes the name in the organization where they work now, and in no other", async () => {
    const { token, actor } = await entered();
    expect(await changeProfile(actor, { name: "Maren Lindqvist" }, address())).toMatchObject({ name: "Maren Lindqvist" });
    expect(await actorOf(token)).toMatchObject({ name: "Maren Lindqvist" });
    expect(await readProfile(actor)).toMatchObject({ email: person.email, hasPassword: true });
  });

  it("is asked after an hour to prove who they are, and guesses are counted for their session alone", async () => {
    const { token, actor } = await entered();
    expect(actor.isFresh).toBe(true);
    const hourAgo = new Date(Date.now() - 3_601_000);
    await inAccount(person.accountId, (tx) =>
      tx.session.updateMany({ where: { id: token.sessionId }, data: { authenticatedAt: hourAgo } }),
    );
    expect(await actorOf(token)).toMatchObject({ isFresh: false });
    await reauthenticate(actor, { password }, address());
    expect(await actorOf(token)).toMatchObject({ isFresh: true });
    for (let n = 0; n < 10; n++) await reauthenticate(actor, { password: `wrong number ${n}` }, address()).catch(() => {});
    await expect(reauthenticate(actor, { password }, address())).rejects.toMatchObject({ code: "too_many_requests" });
    expect(await enter(password)).not.toBeNull();
  });
});
