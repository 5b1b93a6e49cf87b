import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, waitForNobody } from "@/e2e/fixtures/hires";
import { deliverInvitation } from "@/e2e/fixtures/stack/deliveries";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import type { Actor } from "@/lib/auth/actor";
import { closeTransport } from "@/lib/email/transport";
import { findNewHire } from "@/lib/hires/data";
import { applyHeard, withdrawOverdue } from "@/lib/hires/intake";
import { decideSuspension, sendInvitation } from "@/lib/hires/mutations";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { tokenOf } from "@/lib/invitations/mutations";
import { daysLater } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asApplicationId, type HireId } from "@/lib/platform/ids";
import { runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { acceptInvitation, openInvitation } from "@/lib/workflows/invite/open-invitation";

testDatabase();

let mail: MailServer;
let actor: Actor;

beforeAll(async () => {
  mail = await startMailServer();
  Object.assign(process.env, { SMTP_URL: mail.url, MAIL_FROM: "Northwind <onboarding@northwind.example>" });
  loadEnv({ mail: true });
});
afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(async () => {
  mail.received.length = 0;
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: (tx: TenantTx, now: Date) => Promise<Result>) => inOrganization(actor.organizationId, work);
const address = "198.51.100.1";

/** Takes someone in who is invited at once. Returns the hire, the invitation and the link's token. */
async function invited() {
  const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
  const invitation = await inOwn((tx) => tx.invitation.findFirstOrThrow({ where: { newHireId: id } }));
  return { id, invitationId: invitation.id, token: tokenOf(invitation) };
}

async function read(id: HireId) {
  const hire = await inOwn((tx) => findNewHire(tx, id));
  if (!hire) throw new Error("no such hire");
  return hire;
}

const unhire = () => inOwn((tx, now) => applyHeard(tx, actor.organizationId, [{ applicationId: asApplicationId(1), draft: null }], now));
const rehire = () => takeIn(actor.organizationId, [draftOf(1)]);
const stateOf = async (token: string) => (await openInvitation(token, address)).state;

describe("while a hire is suspended", () => {
  it("nothing is mailed, the link asks to wait and starts nothing, and both go on once the person is hired again", async () => {
    const { id, invitationId, token } = await invited();
    await unhire();
    await deliverInvitation(actor.organizationId, invitationId);
    expect(mail.received).toEqual([]);
    expect(await openInvitation(token, address)).toMatchObject({ state: "suspended", employer: { name: expect.any(String) } });
    expect(await acceptInvitation(token, address)).toBeNull();
    expect(await inOwn((tx, now) => sendInvitation(tx, actor, id, now))).toEqual({ ok: false, code: "suspended" });
    expect(await read(id)).toMatchObject({ status: "invited", attention: ["suspended"], invitations: [{ status: "queued", attempts: 0 }] });

    await rehire();
    await deliverInvitation(actor.organizationId, invitationId);
    expect(mail.received).toHaveLength(1);
    expect(await stateOf(token)).toBe("open");
    expect(await read(id)).toMatchObject({ status: "invited", attention: [], suspended: null, invitations: [{ id: invitationId }] });
    const { items } = await inOwn((tx) => hireTimeline(tx, id));
    expect(items.map(({ event }) => event)).toEqual(expect.arrayContaining(["suspended", "resumed"]));
  });

  it("HR keeps them, and everything goes on although Greenhouse does not change its mind", async () => {
    const { id, token } = await invited();
    await unhire();
    expect(await inOwn((tx, now) => decideSuspension(tx, actor, id, "keep", now))).toMatchObject({ status: "invited", suspended: null });
    await unhire();
    expect(await stateOf(token)).toBe("open");
    await expect(inOwn((tx, now) => decideSuspension(tx, actor, id, "keep", now))).rejects.toMatchObject({ code: "not_suspended" });
  });

  it("HR withdraws them before the time is over", async () => {
    const { id, token } = await invited();
    await unhire();
    expect(await inOwn((tx, now) => decideSuspension(tx, actor, id, "withdraw", now))).toMatchObject({ status: "withdrawn" });
    expect(await stateOf(token)).toBe("dead");
  });

  it("a person who had started has started again when they are hired again", async () => {
    const { id, token } = await invited();
    await acceptInvitation(token, address);
    await unhire();
    expect(await stateOf(token)).toBe("suspended");
    await rehire();
    expect(await read(id)).toMatchObject({ status: "started", attention: [] });
    expect(await stateOf(token)).toBe("accepted");
  });
});

describe("when the time is over", () => {
  it("the clock withdraws, and who was hired again in the meantime stays", async () => {
    const { id, token } = await invited();
    await unhire();
    expect(await runInvitationClock(daysLater(new Date(), 2))).toMatchObject({ withdrawn: 0 });
    expect((await runInvitationClock(daysLater(new Date(), 4))).withdrawn).toBeGreaterThanOrEqual(1);
    expect(await read(id)).toMatchObject({ status: "withdrawn", attention: [], suspended: null });
    expect(await stateOf(token)).toBe("dead");
    await rehire();
    expect(await inOwn((tx) => withdrawOverdue(tx, actor.organizationId, [id], daysLater(new Date(), 4)))).toBe(0);
    expect(await read(id)).toMatchObject({ status: "invited" });
  });

  it("one who is hired again resumes with the same link and no other email", async () => {
    const { id, invitationId, token } = await invited();
    await deliverInvitation(actor.organizationId, invitationId);
    await inOwn((tx) => waitForNobody(tx, actor.organizationId));
    await unhire();
    expect(await stateOf(token)).toBe("dead");
    await rehire();
    expect(await stateOf(token)).toBe("open");
    expect(await read(id)).toMatchObject({ status: "invited", invitations: [{ id: invitationId, status: "sent" }] });
    expect(mail.received).toHaveLength(1);
  });

  it("one who is hired again is invited anew, once, where the organization chose that", async () => {
    const { id, invitationId, token } = await invited();
    await inOwn((tx) => waitForNobody(tx, actor.organizationId, "invite_again"));
    await unhire();
    await rehire();
    await rehire();
    const { invitations } = await read(id);
    expect(invitations.map((one) => one.status)).toEqual(["queued", "revoked"]);
    expect(invitations[1]?.id).toBe(invitationId);
    expect(await stateOf(token)).toBe("dead");
  });
});
