import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/email/[provider]/route";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { signedId } from "@/lib/email/return-path";
import { findNewHire } from "@/lib/hires/data";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { markSent } from "@/lib/invitations/delivery/mutations";
import { inOrganization, providerEventCounters } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";

testDatabase();

const password = "a password of the mail provider";
let actor: Actor;
let newHireId: HireId;
let invitationId: string;

beforeEach(async () => {
  process.env.EMAIL_WEBHOOK_SECRET = password;
  process.env.MAIL_FROM = "onboarding@northwind.example";
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
  [newHireId] = await takeIn(actor.organizationId, [draftOf(1)]);
  await inOrganization(actor.organizationId, async (tx) => {
    invitationId = (await tx.invitation.findFirstOrThrow({ where: { newHireId } })).id;
    await markSent(tx, [invitationId], new Date());
  });
});

async function post(provider: string, body: unknown, given: string | null = password): Promise<number> {
  const headers = new Headers({ "content-type": "application/json" });
  if (given !== null) headers.set("authorization", `Basic ${Buffer.from(`anybody:${given}`).toString("base64")}`);
  const request = new Request(`http://localhost:3000/api/webhooks/email/${provider}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return (await POST(request, { params: Promise.resolve({ provider }) })).status;
}

const bounce = (id = 42) => ({
  RecordType: "Bounce",
  Type: "HardBounce",
  TypeCode: 1,
  ID: id,
  MessageID: "00000000-0000-0000-0000-000000000001",
  Description: "The address does not exist.",
  BouncedAt: "2026-11-24T10:00:00Z",
  Metadata: { invitation: signedId(invitationId) },
});

async function events() {
  const { items } = await inOrganization(actor.organizationId, (tx) => hireTimeline(tx, newHireId));
  return items.map(({ event }) => event);
}

describe("the door of the mail provider", () => {
  it("is protected: closed without a password that is set, and to a wrong one, and nothing changes", async () => {
    expect(await post("postmark", bounce(), null)).toBe(401);
    expect(await post("postmark", bounce(), "wrong")).toBe(401);
    expect(await post("unheard-of", bounce())).toBe(404);
    delete process.env.EMAIL_WEBHOOK_SECRET;
    loadEnv({ mail: false });
    expect(await post("postmark", bounce())).toBe(404);
    expect(await events()).not.toContain("bounced");
  });

  it("lets a bounce fail the invitation with the provider's words, once however often it is told", async () => {
    expect(await post("postmark", bounce())).toBe(200);
    expect(await post("postmark", bounce())).toBe(200);
    const hire = await inOrganization(actor.organizationId, (tx) => findNewHire(tx, newHireId));
    expect(hire).toMatchObject({
      attention: ["invitation_failed"],
      invitations: [{ status: "failed", lastError: expect.stringContaining("does not exist") }],
    });
    expect((await events()).filter((event) => event === "bounced")).toHaveLength(1);
  });

  it("shows delivered and opened in the timeline, and does not mistake them for a failure", async () => {
    const event = (kind: string, id: string) => ({
      event: kind,
      sg_event_id: id,
      timestamp: 1795514400,
      invitation: signedId(invitationId),
    });
    expect(await post("sendgrid", [event("delivered", "d1"), event("open", "o1"), { event: "deferred", sg_event_id: "x" }])).toBe(200);
    expect(await events()).toEqual(expect.arrayContaining(["delivered", "opened"]));
    const hire = await inOrganization(actor.organizationId, (tx) => findNewHire(tx, newHireId));
    expect(hire?.invitations[0]?.status).toBe("sent");
  });

  it("acknowledges and counts what it does not understand, and mails it never sent", async () => {
    expect(await post("postmark", { RecordType: "SomethingNew" })).toBe(200);
    expect(
      await post("sendgrid", [{ event: "delivered", sg_event_id: "z", timestamp: 1, invitation: signedId(crypto.randomUUID()) }]),
    ).toBe(200);
    const counts = await providerEventCounters().providerEventCount.findMany();
    expect(counts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ provider: "postmark", kind: "unknown" }),
        expect.objectContaining({ provider: "sendgrid", kind: "unmatched" }),
      ]),
    );
  });

  it("refuses a message of Amazon's that Amazon did not sign", async () => {
    const message = JSON.stringify({ eventType: "Bounce", bounce: { bounceType: "Permanent" } });
    const envelope = {
      Type: "Notification",
      MessageId: "1",
      TopicArn: "arn:aws:sns:eu-west-1:1:t",
      Message: message,
      Timestamp: "2026-11-24T10:00:00Z",
      SignatureVersion: "2",
      Signature: "AAAA",
      SigningCertURL: "https://evil.example/SimpleNotificationService-00000000000000000000000000000000.pem",
    };
    expect(await post("ses", envelope)).toBe(401);
    expect(await post("ses", { not: "an envelope" })).toBe(401);
  });
});
