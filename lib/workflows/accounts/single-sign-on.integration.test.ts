import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { type DnsServer, startDnsServer } from "@/e2e/servers/dns-server";
import { type IdentityProvider, signInAt, startIdentityProvider } from "@/e2e/servers/identity-provider";
import { listAuditEntries } from "@/lib/audit/data";
import { membershipsOf, unsafeFindAccount } from "@/lib/auth/accounts/data";
import { enterOrganization, listOrganizations } from "@/lib/auth/accounts/organizations";
import { changeProfile } from "@/lib/auth/accounts/profile";
import { endOtherSessions, endSession, listSessions } from "@/lib/auth/accounts/sessions";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { actorOf as sessionOf } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { inAccount, inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { addDomain, removeConnection, removeDomain, stopEnforcing } from "@/lib/sso/mutations";
import { changeMember, inviteMember, removeMember } from "@/lib/team/mutations";
import { beginSso, endSso, redirectUri } from "@/lib/workflows/accounts/single-sign-on";
import { saveSingleSignOn, testSingleSignOn, verifyDomain, viewSingleSignOn } from "@/lib/workflows/accounts/sso-settings";

testDatabase();

const device = { browser: "Firefox", system: "Linux" };
const password = "a password of the tests";
let passwordHash: string;
let dns: DnsServer;
let running: IdentityProvider[] = [];

beforeAll(async () => {
  dns = await startDnsServer();
  process.env.DNS_SERVER = dns.address;
  process.env.SSO_PRIVATE_ISSUERS = "on";
  loadEnv({ mail: false });
  passwordHash = await hashPassword(password);
});
afterAll(() => dns.close());
afterEach(async () => {
  await Promise.all(running.map((idp) => idp.close()));
  running = [];
});

interface Customer {
  admin: Actor;
  idp: IdentityProvider;
  domain: string;
}

/** An organization whose admin set up single sign-on and verified a domain. */
async function customer(): Promise<Customer> {
  const admin = actorOf(await makeOrganization(), "admin");
  const domain = `d-${randomUUID()}.example`;
  const made = await makeMember(admin.organizationId, {
    id: admin.userId,
    name: admin.name,
    role: "admin",
    email: `admin@${domain}`,
    passwordHash,
  });
  const actor = { ...admin, accountId: made.accountId, email: made.email };
  const idp = await startIdentityProvider(redirectUri(actor.organizationId));
  running.push(idp);
  idp.people.set("admin-subject", { email: made.email, name: "Maren Olsen" });
  await saveSingleSignOn(actor, settingsOf(idp));
  await inOrganization(actor.organizationId, (tx) => addDomain(tx, actor, domain));
  const [row] = (await view(actor)).domains;
  if (!row) throw new Error("no domain");
  dns.records.set(domain, row.record);
  await verifyDomain(actor, row.id);
  return { admin: actor, idp, domain };
}

const settingsOf = (idp: IdentityProvider) =>
  ({
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    defaultRole: "viewer",
    enforced: false,
    breakGlass: [] as string[],
  }) as const;

const view = (actor: Actor) => inOrganization(actor.organizationId, (tx) => viewSingleSignOn(tx, actor));
const address = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 250)).join(".")}`;

/** Goes to the provider and back, in one browser; answers what the portal makes of it. */
async function come({ admin, idp }: Customer, email: string, next = "/") {
  const begun = await beginSso({ email, next }, address());
  const back = await signInAt(idp, begun.address);
  return { begun, back, ended: await endSso({ organizationId: admin.organizationId, query: back.search, browser: begun.browser }, device) };
}

async function sessionAfter(customer: Customer, email: string): Promise<Actor> {
  const { ended } = await come(customer, email);
  if ("refused" in ended) throw new Error(ended.refused);
  const actor = await sessionOf(ended.token);
  if (!actor) throw new Error("no session");
  return actor;
}

function withPassword(email: string) {
  return signIn({ email, password }, { address: address(), device: null, names: device, csrf: "", remembered: null, later: () => {} });
}

/** Has the admin demand single sign-on, and be the one who needs none. */
async function demand(customer: Customer): Promise<Actor> {
  const actor = await sessionAfter(customer, customer.admin.email);
  await saveSingleSignOn(actor, { ...settingsOf(customer.idp), enforced: true, breakGlass: [actor.userId] });
  return actor;
}

describe("a sign-in by single sign-on", () => {
  let one: Customer;
  beforeEach(async () => {
    one = await customer();
  });

  it("makes a person a member with the default role, once, in a session of this organization that leads on", async () => {
    const email = `ida@${one.domain}`;
    one.idp.people.set("s-1", { email, name: "Ida Nowak" });
    const { ended } = await come(one, email.toUpperCase(), "/onboard/new-hires");
    if ("refused" in ended) throw new Error(ended.refused);
    expect(ended.next).toBe("/onboard/new-hires");
    expect(await sessionOf(ended.token)).toMatchObject({
      name: "Ida Nowak",
      email,
      role: "viewer",
      method: "sso",
      organizationId: one.admin.organizationId,
      isFresh: true,
    });
    await sessionAfter(one, email);
    const entries = await inOrganization(one.admin.organizationId, (tx) => tx.user.count({ where: { email } }));
    expect(entries).toBe(1);
  });

  it("uses up an invitation, whose role it keeps", async () => {
    const email = `jonas@${one.domain}`;
    await inOrganization(one.admin.organizationId, (tx, now) => inviteMember(tx, one.admin, { email, name: "Jonas", role: "hr" }, now));
    one.idp.people.set("s-2", { email, name: "Somebody else" });
    expect(await sessionAfter(one, email)).toMatchObject({ role: "hr", name: "Jonas" });
  });

  it("is refused where no organization has verified the domain of the address", async () => {
    await expect(beginSso({ email: `x@other-${one.domain}` }, address())).rejects.toMatchObject({ code: "invalid_fields" });
    await expect(beginSso({ email: `x@sub.${one.domain}` }, address())).rejects.toMatchObject({ code: "invalid_fields" });
    await expect(beginSso({ email: "x" }, address())).rejects.toMatchObject({ code: "invalid_fields" });
  });

  it("leads on to no other site", async () => {
    const { ended } = await come(one, one.admin.email, "//evil.example/");
    expect(ended).toMatchObject({ next: "/" });
  });

  it.each([
    ["a nonce of another sign-in", { claims: { nonce: "another" } }],
    ["another client's token", { claims: { aud: "another-client" } }],
    ["another issuer's token", { claims: { iss: "https://issuer.example" } }],
    ["an expired token", { claims: { exp: 1_000_000_000 } }],
    ["a signature by a key that is not the provider's", { foreignKey: true as const }],
  ])("does not believe %s", async (_, fault) => {
    one.idp.fault = fault;
    expect((await come(one, one.admin.email)).ended).toEqual({ refused: "not_believed" });
  });

  it("is used once, and only by the browser that began it", async () => {
    const email = one.admin.email;
    const organizationId = one.admin.organizationId;
    const { begun, back, ended } = await come(one, email);
    expect(ended).toHaveProperty("token");
    expect(await endSso({ organizationId, query: back.search, browser: begun.browser }, device)).toEqual({ refused: "expired" });
    const mine = await beginSso({ email }, address());
    const theirs = await beginSso({ email }, address());
    const query = (await signInAt(one.idp, mine.address)).search;
    for (const browser of ["", theirs.browser]) {
      expect(await endSso({ organizationId, query, browser }, device)).toEqual({ refused: "expired" });
    }
    const another = (await customer()).admin.organizationId;
    expect(await endSso({ organizationId: another, query, browser: mine.browser }, device)).toEqual({ refused: "expired" });
    expect(await endSso({ organizationId, query, browser: mine.browser }, device)).toHaveProperty("token");
  });

  it("ends after ten minutes", async () => {
    const begun = await beginSso({ email: one.admin.email }, address());
    const organizationId = one.admin.organizationId;
    const back = await signInAt(one.idp, begun.address);
    await inOrganization(organizationId, (tx, now) => tx.ssoLogin.updateMany({ data: { expiresAt: new Date(now.getTime() - 1) } }));
    expect(await endSso({ organizationId, query: back.search, browser: begun.browser }, device)).toEqual({ refused: "expired" });
  });

  it("takes no address that the provider has not verified, or that is at another domain", async () => {
    const email = `kim@${one.domain}`;
    one.idp.people.set("s-3", { email, emailVerified: false });
    expect((await come(one, email)).ended).toEqual({ refused: "unverified_email" });
    one.idp.people.set("s-4", { email: "kim@elsewhere.example" });
    one.idp.signsIn = "s-4";
    expect((await come(one, email)).ended).toEqual({ refused: "foreign_domain" });
    expect(await unsafeFindAccount("kim@elsewhere.example")).toBeNull();
  });

  it("never reaches a person of another organization by naming their address", async () => {
    const two = await customer();
    one.idp.people.set("s-5", { email: two.admin.email });
    one.idp.signsIn = "s-5";
    expect((await come(one, one.admin.email)).ended).toEqual({ refused: "foreign_domain" });
    const memberships = await inAccount(two.admin.accountId, (tx) => membershipsOf(tx, two.admin.accountId));
    expect(memberships.map(({ organizationId }) => organizationId)).toEqual([two.admin.organizationId]);
  });

  it("knows a person by their subject: a changed address stays theirs, and goes to no other subject", async () => {
    const email = `lea@${one.domain}`;
    one.idp.people.set("s-6", { email });
    const first = await sessionAfter(one, email);
    one.idp.people.set("s-6", { email: `lea.married@${one.domain}` });
    one.idp.signsIn = "s-6";
    expect((await sessionAfter(one, email)).userId).toBe(first.userId);
    one.idp.people.set("s-7", { email });
    one.idp.signsIn = "s-7";
    expect((await come(one, email)).ended).toEqual({ refused: "other_person" });
  });

  it("counts as a recent proof only where the provider asked the person recently", async () => {
    one.idp.fault = { claims: { auth_time: Math.floor(Date.now() / 1000) - 2 * 60 * 60 } };
    expect(await sessionAfter(one, one.admin.email)).toMatchObject({ isFresh: false });
    one.idp.fault = { claims: { auth_time: Math.floor(Date.now() / 1000) + 60 } };
    expect(await sessionAfter(one, one.admin.email)).toMatchObject({ isFresh: true });
  });

  it("says what the person declined, and writes refusals to the audit log without naming anyone", async () => {
    const organizationId = one.admin.organizationId;
    const begun = await beginSso({ email: one.admin.email }, address());
    const state = new URL(begun.address).searchParams.get("state") ?? "";
    const query = `?error=access_denied&error_description=Ida&state=${state}`;
    expect(await endSso({ organizationId, query, browser: begun.browser }, device)).toEqual({ refused: "declined" });
    const { items } = await inOrganization(organizationId, (tx) => listAuditEntries(tx, { limit: 20 }));
    expect(items[0]).toMatchObject({ action: "sso.sign_in_refused", actor: "Unknown person" });
    expect(JSON.stringify(items[0])).not.toContain("Ida");
  });

  it("sends people to the provider with PKCE, and keeps neither secret in the database", async () => {
    const begun = await beginSso({ email: one.admin.email, again: true }, address());
    const { searchParams } = new URL(begun.address);
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    expect(searchParams.get("prompt")).toBe("login");
    const rows = await inOrganization(one.admin.organizationId, (tx) => tx.ssoLogin.findMany());
    expect(JSON.stringify(rows)).not.toContain(begun.browser);
    const connection = await inOrganization(one.admin.organizationId, (tx) => tx.ssoConnection.findFirstOrThrow());
    expect(connection.clientSecretSealed).not.toContain(one.idp.clientSecret);
  });
});

describe("a session by single sign-on of a person with other organizations", () => {
  it("sees and changes nothing beyond its own", async () => {
    const one = await customer();
    const other = await makeOrganization();
    const { accountId, email } = await makeMember(other, { email: `max@${one.domain}`, passwordHash, role: "admin" });
    await withPassword(email);
    one.idp.people.set("s-8", { email });
    const actor = await sessionAfter(one, email);
    expect(actor).toMatchObject({ accountId, role: "viewer", memberships: 1 });
    await expect(enterOrganization(actor, other)).rejects.toMatchObject({ code: "reauthentication_required" });
    expect((await listOrganizations(actor)).map(({ id }) => id)).toEqual([one.admin.organizationId]);
    await expect(changeProfile(actor, { currentPassword: password, password: "another password 1" }, address())).rejects.toMatchObject({
      code: "forbidden",
    });
    const theirs = await inAccount(accountId, (tx) => tx.session.findFirstOrThrow({ where: { organizationId: other } }));
    expect((await listSessions(actor)).map(({ id }) => id)).toEqual([actor.sessionId]);
    await expect(endSession(actor, theirs.id)).rejects.toMatchObject({ code: "not_found" });
    await endOtherSessions(actor);
    expect(await sessionOf({ sessionId: theirs.id, accountId })).not.toBeNull();
  });
});

describe("single sign-on only", () => {
  it("is demanded by an admin who signed in with it since it was set up, beside a break-glass admin with a password", async () => {
    const one = await customer();
    const values = { ...settingsOf(one.idp), enforced: true, breakGlass: [one.admin.userId] };
    const refusedAt = (name: string) => ({ code: "invalid_fields", extras: { invalidParams: [{ name }] } });
    await expect(saveSingleSignOn(one.admin, values)).rejects.toMatchObject(refusedAt("enforced"));
    const actor = await sessionAfter(one, one.admin.email);
    await expect(saveSingleSignOn(actor, { ...values, breakGlass: [] })).rejects.toMatchObject(refusedAt("breakGlass"));
    const without = await makeMember(one.admin.organizationId, { role: "admin" });
    await expect(saveSingleSignOn(actor, { ...values, breakGlass: [without.userId] })).rejects.toMatchObject(refusedAt("breakGlass"));
    const hr = await makeMember(one.admin.organizationId, { role: "hr", passwordHash });
    await expect(saveSingleSignOn(actor, { ...values, breakGlass: [hr.userId] })).rejects.toMatchObject(refusedAt("breakGlass"));
    await expect(saveSingleSignOn(actor, { ...values, clientId: "other", clientSecret: "x" })).rejects.toMatchObject(refusedAt("enforced"));
    expect((await saveSingleSignOn(actor, values)).connection?.enforced).toBe(true);
  });

  it("ends and refuses sessions by password, but the break-glass admin's, whose sign-in is audited", async () => {
    const one = await customer();
    const { organizationId } = one.admin;
    const hr = await makeMember(organizationId, { email: `hr@${one.domain}`, passwordHash });
    const before = await withPassword(hr.email);
    if (!before) throw new Error("not signed in");
    await demand(one);
    expect(await sessionOf(before)).toBeNull();
    await expect(withPassword(hr.email)).rejects.toMatchObject({ code: "invalid_sign_in" });
    expect(await withPassword(one.admin.email)).not.toBeNull();
    const { items } = await inOrganization(organizationId, (tx) => listAuditEntries(tx, { limit: 20 }));
    expect(items.map(({ action }) => action)).toContain("user.break_glass_used");
    one.idp.people.set("s-9", { email: hr.email });
    expect(await sessionAfter(one, hr.email)).toMatchObject({ userId: hr.userId, role: "hr" });
  });

  it("leaves the person's other organizations open to their password, and its own closed from there", async () => {
    const one = await customer();
    const other = await makeOrganization();
    const { email } = await makeMember(other, { email: `two@${one.domain}`, passwordHash });
    one.idp.people.set("s-10", { email });
    await sessionAfter(one, email);
    await demand(one);
    const token = await withPassword(email);
    const actor = token && (await sessionOf(token));
    if (!actor) throw new Error("not signed in");
    expect(actor.organizationId).toBe(other);
    await expect(enterOrganization(actor, one.admin.organizationId)).rejects.toMatchObject({ code: "reauthentication_required" });
  });

  it("keeps its last break-glass admin, and lets the operator open the organization again", async () => {
    const one = await customer();
    const actor = await demand(one);
    const { organizationId } = actor;
    await makeMember(organizationId, { role: "admin", passwordHash });
    const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(organizationId, work);
    await expect(inOwn((tx) => changeMember(tx, actor, actor.userId, { role: "hr" }))).rejects.toMatchObject({ code: "last_admin" });
    await expect(inOwn((tx) => removeMember(tx, actor, actor.userId))).rejects.toMatchObject({ code: "last_admin" });
    const [domain] = (await view(actor)).domains;
    await expect(inOwn((tx) => removeDomain(tx, actor, domain?.id ?? ""))).rejects.toMatchObject({ code: "invalid_fields" });
    expect(await inOwn((tx) => stopEnforcing(tx, organizationId, { id: null, name: "Operator" }))).toBe(true);
    expect(await inOwn((tx) => stopEnforcing(tx, organizationId, { id: null, name: "Operator" }))).toBe(false);
    await inOwn((tx) => changeMember(tx, actor, actor.userId, { role: "hr" }));
    expect((await view(actor)).connection?.enforced).toBe(false);
  });
});

describe("an organization's settings of single sign-on", () => {
  it("show no secret, and keep the stored one for the same provider and client only", async () => {
    const one = await customer();
    expect(JSON.stringify(await view(one.admin))).not.toContain(one.idp.clientSecret);
    const { clientSecret: _, ...kept } = settingsOf(one.idp);
    await saveSingleSignOn(one.admin, { ...kept, issuer: `${one.idp.issuer}/.well-known/openid-configuration` });
    expect(await sessionAfter(one, one.admin.email)).toMatchObject({ method: "sso" });
    const another = await customer();
    await expect(saveSingleSignOn(one.admin, { ...kept, issuer: another.idp.issuer })).rejects.toMatchObject({ code: "invalid_fields" });
  });

  it("are refused where the issuer is no provider, not reached, or in a private network", async () => {
    const one = await customer();
    const refusal = (issuer: string) => saveSingleSignOn(one.admin, { ...settingsOf(one.idp), issuer }).catch((error) => error.extras);
    const reasons = [];
    for (const issuer of [`${one.idp.issuer}/elsewhere`, "http://127.0.0.1:9", "http://10.0.0.1/"]) {
      reasons.push((await refusal(issuer)).invalidParams[0].reason);
    }
    expect(new Set(reasons).size).toBe(3);
    process.env.SSO_PRIVATE_ISSUERS = "off";
    loadEnv({ mail: false });
    for (const issuer of [one.idp.issuer, "https://localhost/", "https://169.254.169.254/", "https://[::ffff:10.0.0.1]/"]) {
      expect((await refusal(issuer)).invalidParams[0].reason).toBe(reasons[2]);
    }
    process.env.SSO_PRIVATE_ISSUERS = "on";
    loadEnv({ mail: false });
    await testSingleSignOn(one.admin);
  });

  it("verify a domain by its TXT record, for one organization only", async () => {
    const one = await customer();
    const actor = actorOf(await makeOrganization(), "admin");
    await inOrganization(actor.organizationId, (tx) => addDomain(tx, actor, one.domain));
    const row = (await view(actor)).domains[0];
    if (!row) throw new Error("no domain");
    await expect(verifyDomain(actor, row.id)).rejects.toMatchObject({ code: "invalid_fields" });
    dns.records.set(one.domain, row.record);
    await expect(verifyDomain(actor, row.id)).rejects.toMatchObject({ code: "invalid_fields" });
    expect((await view(actor)).domains[0]?.verifiedAt).toBeNull();
  });

  it("that are removed end the sessions that the provider began, and forget it", async () => {
    const one = await customer();
    one.idp.people.set("s-11", { email: `pat@${one.domain}` });
    const pat = await sessionAfter(one, `pat@${one.domain}`);
    await inOrganization(one.admin.organizationId, (tx) => removeConnection(tx, one.admin));
    expect(await sessionOf({ sessionId: pat.sessionId, accountId: pat.accountId })).toBeNull();
    await expect(beginSso({ email: pat.email }, address())).rejects.toMatchObject({ code: "invalid_fields" });
  });
});
