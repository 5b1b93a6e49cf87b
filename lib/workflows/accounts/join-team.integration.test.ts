import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { listAuditEntries } from "@/lib/audit/data";
import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { listOrganizations } from "@/lib/auth/accounts/organizations";
import type { Actor } from "@/lib/auth/actor";
import { actorOf as sessionOf } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { closeTransport } from "@/lib/email/transport";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { listMembers } from "@/lib/team/data";
import { changeMember, inviteAgain, inviteMember, removeMember } from "@/lib/team/mutations";
import { join, readJoinLink, sendTeamInvitation } from "@/lib/workflows/accounts/join-team";

testDatabase();

let mail: MailServer;
let actor: Actor;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "EMPTrust <portal@emptrust.example>";
  loadEnv({ mail: true });
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(async () => {
  mail.received.length = 0;
  actor = actorOf(await makeOrganization(), "admin");
  await makeMember(actor.organizationId, { id: actor.userId, name: actor.name, role: "admin" });
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const address = () => `10.0.0.${Math.floor(Math.random() * 250)}`;

async function invited(role: "admin" | "hr" = "hr") {
  const email = `${randomUUID()}@northwind.example`;
  const member = await inOwn((tx) => inviteMember(tx, actor, { email, name: "Jonas Lind", role }, new Date()));
  return { ...member, token: await mailedToken(member.id) };
}

async function mailedToken(userId: string, { organizationId } = actor): Promise<string> {
  await sendTeamInvitation(organizationId, userId);
  const raw = mail.received.at(-1)?.raw.replace(/=\r?\n/g, "") ?? "";
  return /\/join\/([A-Za-z0-9_-]{43})/.exec(raw)?.[1] ?? "";
}

const caller = { address: address(), device: null, csrf: "", remembered: null, names: { browser: null, system: null }, later: () => {} };
const password = "correct horse battery staple";

describe("somebody who is invited to the team", () => {
  it("chooses a password with the mailed link, once, and can then sign in", async () => {
    const { email, token, state } = await invited();
    expect(state).toBe("invited");
    expect(await signIn({ email, password }, caller)).toBeNull();
    expect(await readJoinLink(token, address())).toMatchObject({ state: "open", email, name: "Jonas Lind" });
    expect(await join({ token, password }, address())).toEqual({ email });
    expect(await signIn({ email, password }, caller)).not.toBeNull();
    await expect(join({ token, password: "another long password" }, address())).rejects.toMatchObject({ code: "link_ended" });
    expect(await readJoinLink(token, address())).toEqual({ state: "dead" });
    const { items } = await inOwn((tx) => listAuditEntries(tx, { limit: 10, action: "team." }));
    expect(items.map(({ action, actor: who }) => [action, who])).toEqual([
      ["team.joined", "Jonas Lind"],
      ["team.invited", actor.name],
    ]);
  });

  it("is refused a password that is common, or contains the address", async () => {
    const { email, token } = await invited();
    for (const bad of ["qwertyuiop123", "111111111111", `${email.split("@")[0]}!`]) {
      await expect(join({ token, password: bad }, address()), bad).rejects.toMatchObject({ code: "invalid_fields" });
    }
  });

  it("finds the link dead after seven days, and after another one was sent", async () => {
    const { id, token } = await invited();
    await expect(inOwn((tx) => inviteAgain(tx, actor, id, new Date()))).rejects.toMatchObject({ code: "resend_too_soon" });
    await inOwn((tx) => inviteAgain(tx, actor, id, new Date(Date.now() + 61_000)));
    expect(await readJoinLink(token, address())).toEqual({ state: "dead" });
    const newer = await mailedToken(id);
    expect(await readJoinLink(newer, address())).toMatchObject({ state: "open" });
    await inOwn((tx) => tx.user.updateMany({ where: { id }, data: { joinExpiresAt: new Date(0) } }));
    expect(await readJoinLink(newer, address())).toEqual({ state: "dead" });
    await expect(join({ token: newer, password }, address())).rejects.toMatchObject({ code: "link_ended" });
  });

  it("who has an account elsewhere is invited with the same answer as anyone, and joins with the password that they have", async () => {
    const { email, token } = await invited();
    await join({ token, password }, address());
    const elsewhere = actorOf(await makeOrganization(), "admin");
    const inTheirs = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(elsewhere.organizationId, work);
    const invite = (address: string) =>
      inTheirs((tx) => inviteMember(tx, elsewhere, { email: address, name: "Jonas Lind", role: "viewer" }, new Date()));
    const [known, unknown] = [await invite(email), await invite(`${randomUUID()}@northwind.example`)];
    const own = { id: expect.any(String), email: expect.any(String), joinExpiresAt: expect.any(String), createdAt: expect.any(String) };
    expect(known).toEqual({ ...unknown, ...own });
    const theirs = await mailedToken(known.id, elsewhere);
    expect(await readJoinLink(theirs, address())).toMatchObject({ state: "open", hasAccount: true });
    await expect(join({ token: theirs, password: "not the one they have" }, address())).rejects.toMatchObject({
      code: "invalid_fields",
      extras: { invalidParams: [{ name: "password", reason: expect.any(String) }] },
    });
    expect(await join({ token: theirs, password }, address())).toEqual({ email });
    const session = await signIn({ email, password }, caller);
    const person = session && (await sessionOf(session));
    if (!person) throw new Error("not signed in");
    expect((await listOrganizations(person)).map(({ id, role }) => [id, role])).toEqual(
      expect.arrayContaining([
        [actor.organizationId, "hr"],
        [elsewhere.organizationId, "viewer"],
      ]),
    );
  });

  it("who was invited by a stranger and never joined can be invited by anyone, and joins where they want to", async () => {
    const { email } = await invited();
    const elsewhere = actorOf(await makeOrganization(), "admin");
    const member = await inOrganization(elsewhere.organizationId, (tx) =>
      inviteMember(tx, elsewhere, { email, name: "Jonas Lind", role: "hr" }, new Date()),
    );
    const token = await mailedToken(member.id, elsewhere);
    expect(await readJoinLink(token, address())).toMatchObject({ state: "open", hasAccount: false });
    expect(await join({ token, password }, address())).toEqual({ email });
    const session = await signIn({ email, password }, caller);
    expect(session && (await sessionOf(session))).toMatchObject({ organizationId: elsewhere.organizationId, memberships: 1 });
  });

  it("invited twice gets another link once a minute has passed, and who has joined gets none", async () => {
    const { id, email, token } = await invited();
    const again = (at: number) => inOwn((tx) => inviteMember(tx, actor, { email, name: "Other Name", role: "admin" }, new Date(at)));
    expect(await again(Date.now())).toMatchObject({ id, name: "Jonas Lind", role: "hr", state: "invited" });
    expect(await readJoinLink(token, address())).toMatchObject({ state: "open" });
    await again(Date.now() + 61_000);
    expect(await readJoinLink(token, address())).toEqual({ state: "dead" });
    await join({ token: await mailedToken(id), password }, address());
    expect(await again(Date.now() + 200_000)).toMatchObject({ id, role: "hr", state: "active", joinExpiresAt: null });
  });

  it("guesses at the password of a known account as rarely as at the sign-in", async () => {
    const { email, token } = await invited();
    await join({ token, password }, address());
    const elsewhere = actorOf(await makeOrganization(), "admin");
    const { id } = await inOrganization(elsewhere.organizationId, (tx) =>
      inviteMember(tx, elsewhere, { email, name: "Jonas Lind", role: "hr" }, new Date()),
    );
    const theirs = await mailedToken(id, elsewhere);
    const from = address();
    for (let n = 0; n < 10; n++) await join({ token: theirs, password: `wrong number ${n}` }, from).catch(() => {});
    await expect(join({ token: theirs, password }, from)).rejects.toMatchObject({ code: "too_many_requests" });
    await expect(signIn({ email, password }, { ...caller, address: from })).rejects.toMatchObject({ code: "too_many_requests" });
  });

  it("becomes unknown again with the last membership, and not before", async () => {
    const { id, email, token } = await invited();
    await join({ token, password }, address());
    const elsewhere = actorOf(await makeOrganization(), "admin");
    const inTheirs = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(elsewhere.organizationId, work);
    const other = await inTheirs((tx) => inviteMember(tx, elsewhere, { email, name: "Jonas Lind", role: "hr" }, new Date()));
    await join({ token: await mailedToken(other.id, elsewhere), password }, address());
    await inOwn((tx) => removeMember(tx, actor, id));
    expect(await unsafeFindAccount(email)).not.toBeNull();
    await inTheirs((tx) => removeMember(tx, elsewhere, other.id));
    expect(await unsafeFindAccount(email)).toBeNull();
    expect(await signIn({ email, password }, caller)).toBeNull();
  });
});

describe("the last admin", () => {
  it("can neither be demoted nor removed, and whoever has not joined does not count as another", async () => {
    await invited("admin");
    await expect(inOwn((tx) => changeMember(tx, actor, actor.userId, { role: "hr" }))).rejects.toMatchObject({ code: "last_admin" });
    await expect(inOwn((tx) => removeMember(tx, actor, actor.userId))).rejects.toMatchObject({ code: "last_admin" });
  });

  it("is left by two admins who remove each other at once", async () => {
    const other = await invited("admin");
    await join({ token: other.token, password }, address());
    const results = await Promise.allSettled([
      inOwn((tx) => removeMember(tx, actor, other.id)),
      inOwn((tx) => removeMember(tx, actor, actor.userId)),
    ]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect((await inOwn((tx) => listMembers(tx, actor.userId))).filter(({ role }) => role === "admin")).toHaveLength(1);
  });
});

it("another organization's people are not there", async () => {
  const { id } = await invited();
  const stranger = actorOf(await makeOrganization(), "admin");
  const inTheirs = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(stranger.organizationId, work);
  expect(await inTheirs((tx) => listMembers(tx, stranger.userId))).toEqual([]);
  await expect(inTheirs((tx) => removeMember(tx, stranger, id))).rejects.toMatchObject({ code: "not_found" });
  await expect(inTheirs((tx) => changeMember(tx, stranger, id, { role: "admin" }))).rejects.toMatchObject({ code: "not_found" });
});
