import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { deliverInvitation } from "@/e2e/fixtures/stack/deliveries";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { closeTransport } from "@/lib/email/transport";
import { findNewHire } from "@/lib/hires/data";
import { sendInvitation } from "@/lib/hires/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { acceptInvitation, openInvitation } from "@/lib/workflows/invite/open-invitation";

testDatabase();

let mail: MailServer;
let organizationId: OrganizationId;
let applicationId = 1000;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "Northwind <onboarding@northwind.example>";
  process.env.MAIL_RETRY_SECONDS = "60,300";
  process.env.MAIL_PER_MINUTE = "100000";
  loadEnv({ mail: true });
  organizationId = await makeOrganization("Northwind <Field> Services");
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(() => {
  mail.received.length = 0;
  mail.behave("none");
});

async function invitedHire(changes = {}): Promise<{ hireId: HireId; invitationId: string; address: string }> {
  const draft = draftOf(applicationId++, changes);
  const [hireId] = await takeIn(organizationId, [draft]);
  const hire = await read(hireId);
  return { hireId, invitationId: hire.invitations[0]?.id ?? "", address: draft.values.personalEmail ?? "" };
}

async function read(hireId: HireId) {
  const hire = await inOrganization(organizationId, (tx) => findNewHire(tx, hireId));
  if (!hire) throw new Error("no such hire");
  return hire;
}

function linkIn(raw: string): string {
  const text = raw.replace(/=\r?\n/g, "").replace(/=3D/g, "=");
  return /\/onboarding\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? "";
}

describe("delivering an invitation", () => {
  it("reaches the personal address with a link that opens, and is then marked as sent", async () => {
    const { hireId, invitationId, address } = await invitedHire();
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received.map((one) => one.to)).toEqual([[address]]);
    const token = linkIn(mail.received[0]?.raw ?? "");
    expect(await openInvitation(token, "127.0.0.1")).toMatchObject({ state: "open", firstName: "Ida", jobTitle: "Site Nurse" });
    expect((await read(hireId)).invitations[0]).toMatchObject({ status: "sent", attempts: 1, sentTo: address, lastError: null });
  });

  it("happens once however often the job is run", async () => {
    const { invitationId } = await invitedHire();
    await Promise.allSettled(Array.from({ length: 5 }, () => deliverInvitation(organizationId, invitationId)));
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toHaveLength(1);
  });

  it("sends the same Message-ID and the same link again when the server's answer was lost", async () => {
    const { hireId, invitationId } = await invitedHire();
    mail.behave("break-after-data");
    await deliverInvitation(organizationId, invitationId);
    expect((await read(hireId)).invitations[0]).toMatchObject({ status: "queued", attempts: 1 });
    mail.behave("none");
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toHaveLength(2);
    const ids = mail.received.map(({ raw }) => /^Message-ID:\s+(\S+)/im.exec(raw)?.[1]);
    expect(ids[0]).toMatch(/^<invitation\..+@northwind\.example>$/);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(mail.received.map(({ raw }) => linkIn(raw))).size).toBe(1);
  });

  it("keeps the mail server's words and tries again after a 4xx, and gives up after the last wait", async () => {
    const { hireId, invitationId } = await invitedHire();
    mail.behave("busy");
    await deliverInvitation(organizationId, invitationId);
    expect((await read(hireId)).invitations[0]).toMatchObject({ status: "queued", attempts: 1, lastError: expect.stringContaining("451") });
    await deliverInvitation(organizationId, invitationId);
    await deliverInvitation(organizationId, invitationId);
    const hire = await read(hireId);
    expect(hire.invitations[0]).toMatchObject({ status: "failed", attempts: 3 });
    expect(hire.attention).toContain("invitation_failed");
  });

  it("fails at once when the server refuses the recipient for good", async () => {
    const { hireId, invitationId } = await invitedHire();
    mail.behave("refuse-recipient");
    await deliverInvitation(organizationId, invitationId);
    expect((await read(hireId)).invitations[0]).toMatchObject({ status: "failed", lastError: expect.stringContaining("No such mailbox") });
  });

  it("uses up nobody's own tries while the mail server takes one message in twenty, and reaches all once it is steady", async () => {
    const hires: { hireId: HireId; invitationId: string; address: string }[] = [];
    for (let at = 0; at < 20; at++) hires.push(await invitedHire({ personalEmail: `flap${at}@mail.example` }));
    const own = async (hireId: HireId) => (await read(hireId)).invitations[0];
    mail.behave("flapping");
    for (const { invitationId } of hires) await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toHaveLength(1);
    // Each message that is taken says that the server is back, and brings an attempt for all who wait.
    for (let round = 0; round < 3; round++) {
      for (const { hireId, invitationId } of hires) {
        if ((await own(hireId))?.status === "queued") await deliverInvitation(organizationId, invitationId, { isExtra: true });
      }
    }
    expect(mail.received.length).toBeLessThan(20);
    for (const { hireId } of hires) {
      const invitation = await own(hireId);
      expect(invitation?.status).toMatch(/^(queued|sent)$/);
      if (invitation?.status === "queued") expect(invitation.attempts).toBe(1);
    }
    mail.behave("none");
    for (const { invitationId } of hires) await deliverInvitation(organizationId, invitationId, { isExtra: true });
    expect(mail.received.map(({ to }) => to[0]).sort()).toEqual(hires.map(({ address }) => address).sort());
  });

  it("leaves with a sender of its own, which bounces come back to, or with the operator's where that is wanted", async () => {
    await deliverInvitation(organizationId, (await invitedHire()).invitationId);
    process.env.MAIL_RETURN_PATH = "plain";
    loadEnv({ mail: true });
    await deliverInvitation(organizationId, (await invitedHire()).invitationId);
    delete process.env.MAIL_RETURN_PATH;
    loadEnv({ mail: true });
    expect(mail.received.map(({ from }) => from)).toEqual([
      expect.stringMatching(/^bounce\+inv-.+@northwind\.example$/),
      "onboarding@northwind.example",
    ]);
  });

  it("sends nothing for a hire who was withdrawn meanwhile, and the link does not work", async () => {
    const draft = draftOf(applicationId++);
    const [hireId] = await takeIn(organizationId, [draft]);
    const invitationId = (await read(hireId)).invitations[0]?.id ?? "";
    await inOrganization(organizationId, (tx) => withdrawHires(tx, organizationId, [draft.applicationId], new Date()));
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toEqual([]);
    expect(await read(hireId)).toMatchObject({ status: "withdrawn", invitations: [{ status: "revoked" }] });
  });

  it("shows a name that is markup as the text it is, and lets no address or name break a header", async () => {
    const { invitationId } = await invitedHire({ firstName: "O'Neil & Söhne", lastName: 'a"b, c; d' });
    await deliverInvitation(organizationId, invitationId);
    const raw = mail.received[0]?.raw ?? "";
    // Quoted-printable breaks lines anywhere.
    expect(raw.replace(/=\r?\n/g, "")).toContain("O&#39;Neil &amp; S");
    expect(raw.match(/^To:/gim)).toHaveLength(1);
    expect(raw.slice(raw.indexOf("text/html"))).not.toMatch(/<Field>/);
  });
});

describe("the link", () => {
  it("accepts nothing by being opened, and accepts once by Start onboarding", async () => {
    const { hireId, invitationId } = await invitedHire();
    await deliverInvitation(organizationId, invitationId);
    const token = linkIn(mail.received[0]?.raw ?? "");
    await openInvitation(token, "127.0.0.1");
    expect((await read(hireId)).status).toBe("invited");
    await acceptInvitation(token, "127.0.0.1");
    const started = await read(hireId);
    expect(started).toMatchObject({ status: "started", invitations: [{ status: "accepted" }] });
    await acceptInvitation(token, "127.0.0.1");
    expect((await read(hireId)).invitations[0]?.acceptedAt).toBe(started.invitations[0]?.acceptedAt);
    expect(await openInvitation(token, "127.0.0.1")).toMatchObject({ state: "accepted" });
  });

  it("says that it was replaced after another one was sent, and the new one works", async () => {
    const { hireId, invitationId } = await invitedHire();
    await deliverInvitation(organizationId, invitationId);
    const outcome = await inOrganization(organizationId, (tx) => sendInvitation(tx, actorOf(organizationId), hireId, new Date()));
    if (!outcome.ok) throw new Error(outcome.code);
    await deliverInvitation(organizationId, outcome.invitation.id);
    const [older, newer] = mail.received.map(({ raw }) => linkIn(raw));
    expect(await openInvitation(older ?? "", "127.0.0.1")).toMatchObject({
      state: "dead",
      reason: "replaced",
      newer: { sentTo: expect.stringMatching(/^.•••@mail\.test$/), at: expect.any(Date) },
    });
    expect(await acceptInvitation(older ?? "", "127.0.0.1")).toBeNull();
    expect(await openInvitation(newer ?? "", "127.0.0.1")).toMatchObject({ state: "open" });
  });

  it("tells while it works who the employer is and where to write, and neither once it has ended", async () => {
    const { hireId, invitationId } = await invitedHire({ managerName: "Ines Moreau" });
    await deliverInvitation(organizationId, invitationId);
    const token = linkIn(mail.received[0]?.raw ?? "");
    const employer = {
      name: "Northwind <Field> Services",
      contact: null,
      sender: "onboarding@northwind.example",
      accents: null,
      logo: null,
    };
    expect(await openInvitation(token, "127.0.0.1")).toMatchObject({ state: "open", employer });
    const change = (data: { expiresAt: Date } | { status: "revoked" }) =>
      inOrganization(organizationId, (tx) => tx.invitation.updateMany({ where: { newHireId: hireId }, data }));
    await change({ expiresAt: new Date(0) });
    expect(await openInvitation(token, "127.0.0.1")).toEqual({ state: "dead", reason: "expired" });
    await change({ status: "revoked" });
    expect(await openInvitation(token, "127.0.0.1")).toEqual({ state: "dead", reason: "withdrawn" });
  });

  it("is unknown when nobody was given it", async () => {
    expect(await openInvitation("x".repeat(43), "127.0.0.1")).toEqual({ state: "dead", reason: "unknown" });
    expect(await openInvitation("../../etc", "127.0.0.1")).toEqual({ state: "dead", reason: "unknown" });
  });
});

describe("sending again", () => {
  it("is refused within a minute, and says how long to wait", async () => {
    const { hireId } = await invitedHire();
    const send = () => inOrganization(organizationId, (tx) => sendInvitation(tx, actorOf(organizationId), hireId, new Date()));
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: false, code: "resend_too_soon", waitSeconds: expect.any(Number) });
    expect((await read(hireId)).invitations.filter((one) => one.status === "queued")).toHaveLength(1);
  });

  it("answers for another organization's hire as if it did not exist", async () => {
    const { hireId } = await invitedHire();
    const stranger = actorOf(await makeOrganization());
    const outcome = await inOrganization(stranger.organizationId, (tx) => sendInvitation(tx, stranger, hireId, new Date()));
    expect(outcome).toEqual({ ok: false, code: "not_found" });
    expect(await inOrganization(stranger.organizationId, (tx) => findNewHire(tx, asHireId(randomUUID())))).toBeNull();
  });
});
