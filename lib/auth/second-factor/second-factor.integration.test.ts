import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { beforeAll, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import { setPassword } from "@/lib/auth/accounts/mutations";
import { reauthenticate } from "@/lib/auth/accounts/profile";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import type { Credentials } from "@/lib/auth/schema";
import { rememberChallenge, takeChallenge } from "@/lib/auth/second-factor/challenges";
import { readFactors } from "@/lib/auth/second-factor/data";
import { beginTotp, confirmTotp, forgetDevice, removeTotp, renewRecoveryCodes, resetFactors } from "@/lib/auth/second-factor/mutations";
import { verifiedAssertion } from "@/lib/auth/second-factor/passkeys";
import { actorOf, lacksSecondFactor } from "@/lib/auth/session";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import { type Caller, signIn } from "@/lib/auth/sign-in/sign-in";
import { factorChallenges, inAccount, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { saveSetting } from "@/lib/settings/mutations";

testDatabase();

const password = "a long enough password";
const STEP_MS = 30_000;
let passwordHash: string;
let organizationId: OrganizationId;
const afterwards: Promise<void>[] = [];

beforeAll(async () => {
  passwordHash = await hashPassword(password);
  organizationId = await makeOrganization();
});

const caller = (changes: Partial<Caller> = {}): Caller => ({
  address: randomUUID(),
  device: null,
  names: { browser: "Firefox", system: "Linux" },
  csrf: "a browser",
  remembered: null,
  later: (work) => void afterwards.push(work()),
  ...changes,
});

type Extra = Omit<Credentials, "email" | "password">;
const enter = (email: string, extra: Extra = {}, changes: Partial<Caller> = {}) => signIn({ email, password, ...extra }, caller(changes));

async function actorIn(token: SessionToken | null): Promise<Actor> {
  const actor = token && (await actorOf(token));
  if (!actor) throw new Error("there is no session");
  return actor;
}

/** A person who signed in and has an authenticator app; `code` returns its code some steps from now. */
async function withApp(role: "admin" | "hr" = "hr") {
  const { email, accountId, userId } = await makeMember(organizationId, { role, passwordHash });
  const actor = await actorIn(await enter(email));
  const { id, secret } = await beginTotp(actor);
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (steps = 0) => app.generate({ timestamp: Date.now() + steps * STEP_MS });
  // The one of the step before, so that a test may use the one of now.
  const recoveryCodes = (await confirmTotp(actor, id, code(-1))) ?? [];
  return { email, accountId, userId, actor, code, recoveryCodes };
}

const audited = async (action: string, userId: string) => {
  await Promise.all(afterwards.splice(0));
  const { items } = await inOrganization(organizationId, (tx) => listAuditEntries(tx, { limit: 50, action }));
  return items.filter(({ subject }) => subject === `user:${userId}`);
};

const refused = { code: "invalid_second_factor" };

describe("a sign-in to an account with a second factor", () => {
  it("is told what is missing after a right password only, and begins no session", async () => {
    const { email, accountId } = await withApp();
    const sessions = () => inAccount(accountId, (tx) => tx.session.count());
    const before = await sessions();
    expect(await signIn({ email, password: "the wrong one" }, caller())).toBeNull();
    await expect(enter(email)).rejects.toMatchObject({
      code: "second_factor_required",
      extras: { params: { kinds: ["totp", "recovery_code"] } },
    });
    await expect(enter(email, { code: "000000" })).rejects.toMatchObject(refused);
    expect(await sessions()).toBe(before);
  });

  it("takes a code of the app once, and none before it", async () => {
    const { email, code } = await withApp();
    await expect(enter(email, { code: code(-1) })).rejects.toMatchObject(refused);
    const sent = code();
    expect(await actorIn(await enter(email, { code: sent }))).toMatchObject({ hasSecondFactor: true, method: "password" });
    await expect(enter(email, { code: sent })).rejects.toMatchObject(refused);
    expect(await enter(email, { code: code(1) })).not.toBeNull();
  });

  it("that comes twice at once with one code begins one session", async () => {
    const { email, code } = await withApp();
    const sent = code();
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => enter(email, { code: sent })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("takes each recovery code once, however it is written, and none of those before", async () => {
    const { email, actor, recoveryCodes, userId } = await withApp();
    const [first = "", second = "", third = ""] = recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    expect(await enter(email, { code: first })).not.toBeNull();
    await expect(enter(email, { code: first })).rejects.toMatchObject(refused);
    expect(await enter(email, { code: second.toUpperCase().replaceAll("-", " ") })).not.toBeNull();
    expect(await audited("user.recovery_code_used", userId)).toHaveLength(2);
    expect(await readFactors(actor)).toMatchObject({ recoveryCodesLeft: 8 });
    const [fresh = ""] = await renewRecoveryCodes(actor);
    await expect(enter(email, { code: third })).rejects.toMatchObject(refused);
    expect(await enter(email, { code: fresh })).not.toBeNull();
  });

  it("has to wait after five wrong codes, which a right password does not forget, and they stand in the audit log", async () => {
    const { email, code, userId } = await withApp();
    for (let n = 0; n < 5; n++) {
      await expect(enter(email, { code: "000000" })).rejects.toMatchObject(refused);
      await expect(enter(email)).rejects.toMatchObject({ code: "second_factor_required" });
    }
    await expect(enter(email, { code: code() })).rejects.toMatchObject({
      code: "too_many_requests",
      extras: { retryAfterSeconds: expect.any(Number) },
    });
    expect(await audited("user.second_factor_failed", userId)).toHaveLength(5);
  });

  it("in a remembered browser is not asked again, until it is forgotten, the password changes or the factor goes", async () => {
    const { email, accountId, actor, recoveryCodes, code } = await withApp();
    const codes = [...recoveryCodes];
    const remember = async () => {
      const signedIn = await enter(email, { code: codes.pop(), remember: "on" });
      const [, token = ""] = /=([\w-]{43});/.exec(signedIn?.rememberCookie ?? "") ?? [];
      return token;
    };
    const isAsked = (token: string) =>
      enter(email, {}, { remembered: token }).then(
        () => false,
        (error) => error.code === "second_factor_required",
      );
    expect((await enter(email, { code: code() }))?.rememberCookie).toBeNull();
    const forgotten = await remember();
    expect(await isAsked(forgotten)).toBe(false);
    expect(await isAsked("x".repeat(43))).toBe(true);
    expect(await actorIn(await enter(email, {}, { remembered: forgotten }))).toMatchObject({ hasSecondFactor: true });
    const [device] = (await readFactors(actor)).devices;
    expect(device).toMatchObject({ device: "Firefox on Linux" });
    await forgetDevice(actor, device?.id ?? "");
    expect(await isAsked(forgotten)).toBe(true);

    const expired = await remember();
    await inAccount(accountId, (tx) => tx.rememberedDevice.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } }));
    expect(await isAsked(expired)).toBe(true);

    const before = await remember();
    await inAccount(accountId, (tx) => setPassword(tx, accountId, passwordHash, { actor: "person", keepSessionId: actor.sessionId }));
    expect(await isAsked(before)).toBe(true);
    await remember();
    await removeTotp(actor);
    expect(await readFactors(actor)).toMatchObject({ app: null, recoveryCodesLeft: 0, devices: [] });
    expect(await enter(email)).not.toBeNull();
  });
});

describe("an organization that requires a second factor", () => {
  it("holds the sessions of those it requires it of that lack one, at once, and lets nobody remove their last", async () => {
    const admin = await withApp("admin");
    const { email } = await makeMember(organizationId, { role: "admin", passwordHash });
    const { email: colleague } = await makeMember(organizationId, { role: "hr", passwordHash });
    const [without, hr] = [await enter(email), await enter(colleague)];
    expect(lacksSecondFactor(await actorIn(without))).toBe(false);
    const require = (version: number, required: "none" | "admins" | "everyone") =>
      inOrganization(organizationId, (tx) => saveSetting(tx, admin.actor, "second_factor", { version, value: { required } }));
    await require(0, "admins");
    expect(lacksSecondFactor(await actorIn(without))).toBe(true);
    expect(lacksSecondFactor(await actorIn(hr))).toBe(false);
    expect(await readFactors(await actorIn(without))).toMatchObject({ required: true, missing: true });
    await expect(removeTotp(admin.actor)).rejects.toMatchObject({ code: "last_second_factor" });
    await require(1, "everyone");
    expect(lacksSecondFactor(await actorIn(hr))).toBe(true);

    const actor = await actorIn(without);
    const { id, secret } = await beginTotp(actor);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    await expect(confirmTotp(actor, id, "000000")).rejects.toMatchObject({ code: "invalid_fields" });
    await confirmTotp(actor, id, code);
    expect(lacksSecondFactor(await actorIn(without))).toBe(false);
    await expect(confirmTotp(actor, id, code)).rejects.toMatchObject({ code: "not_found" });
    await require(2, "none");
  });
});

describe("whoever proves again who they are", () => {
  it("needs a code besides the password where the session did not see their second factor", async () => {
    const { email, passwordHash: hash } = { email: `${randomUUID()}@northwind.example`, passwordHash };
    await makeMember(organizationId, { email, passwordHash: hash });
    const [former, current] = [await enter(email), await enter(email)];
    const actor = await actorIn(current);
    const { id, secret } = await beginTotp(actor);
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await confirmTotp(actor, id, app.generate({ timestamp: Date.now() - STEP_MS }));
    await reauthenticate(await actorIn(current), { password }, randomUUID());
    await expect(reauthenticate(await actorIn(former), { password }, randomUUID())).rejects.toMatchObject({
      code: "second_factor_required",
    });
    await expect(reauthenticate(await actorIn(former), { password, code: "000000" }, randomUUID())).rejects.toMatchObject(refused);
    await reauthenticate(await actorIn(former), { password, code: app.generate() }, randomUUID());
    expect(await actorIn(former)).toMatchObject({ hasSecondFactor: true });
  });
});

it("a person who lost their factors signs in with their password once the operator took them away, and their sessions have ended", async () => {
  const { email, userId, actor } = await withApp();
  expect(await resetFactors(email)).toBe(true);
  expect(await resetFactors("nobody@northwind.example")).toBe(false);
  expect(await actorOf(actor)).toBeNull();
  expect(await enter(email)).not.toBeNull();
  expect(await audited("user.second_factors_reset", userId)).toMatchObject([{ actor: "Operator" }]);
});

describe("what a passkey is asked to sign", () => {
  const asked = { purpose: "sign-in", holder: "a browser" } as const;

  it("is answered once, for what it was asked and in the browser that asked, within five minutes", async () => {
    await rememberChallenge(asked, "one");
    expect(await takeChallenge({ ...asked, holder: "another browser" }, "one")).toBe(false);
    expect(await takeChallenge({ ...asked, purpose: "reauthentication" }, "one")).toBe(false);
    expect((await Promise.all([takeChallenge(asked, "one"), takeChallenge(asked, "one")])).sort()).toEqual([false, true]);
    await rememberChallenge(asked, "two");
    await factorChallenges().factorChallenge.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await takeChallenge(asked, "two")).toBe(false);
  });

  it.each([
    "",
    "{}",
    "[]",
    "nonsense",
    '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"a","authenticatorData":"a","signature":"a"}}',
  ])("is not answered by %s", async (sent) => {
    expect(await verifiedAssertion(asked, sent)).toBeNull();
  });
});
