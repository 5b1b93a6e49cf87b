import { beforeAll, describe, expect, it } from "vitest";
import { type EmailProvider, parseDeliveryEvents } from "@/lib/email/delivery-events";
import { messageIdOf, returnPathOf, signedId, trackingHeaders } from "@/lib/email/return-path";
import * as m from "@/lib/messages/generated/server/email";
import { loadEnv } from "@/lib/platform/env";

const id = "0198c5a2-7b1e-7c3d-9e4f-5a6b7c8d9e0f";
const at = new Date("2027-03-01T10:00:00.000Z");

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://localhost/none";
  process.env.CREDENTIAL_KEYS = `k1:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  loadEnv({ mail: false });
});

function one(provider: EmailProvider, body: unknown) {
  const { events, unknown } = parseDeliveryEvents(provider, body);
  expect(events.length + unknown).toBe(1);
  return events[0] ?? null;
}

describe("Postmark", () => {
  const about = () => ({ MessageID: "883953f4-6105-42a2-a16a-77a8eac79483", ServerID: 23, Metadata: { invitation: signedId(id) } });
  const bounce = (changes = {}) => ({
    ...about(),
    RecordType: "Bounce",
    ID: 42,
    Type: "HardBounce",
    TypeCode: 1,
    Description: "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    Details: "smtp;550 5.1.1 No such\r\n mailbox",
    Email: "ada@mail.test",
    BouncedAt: "2027-03-01T06:00:00.0000000-04:00",
    ...changes,
  });

  it("reports a delivery, an opening and a hard bounce", () => {
    expect(one("postmark", { ...about(), RecordType: "Delivery", DeliveredAt: "2027-03-01T10:00:00Z" })).toEqual({
      kind: "delivered",
      invitationId: id,
      at,
      id: "postmark:delivery:883953f4-6105-42a2-a16a-77a8eac79483",
      reason: null,
    });
    expect(one("postmark", { ...about(), RecordType: "Open", FirstOpen: true, ReceivedAt: "2027-03-01T10:00:00Z" })).toMatchObject({
      kind: "opened",
      at,
      reason: null,
    });
    expect(one("postmark", bounce())).toEqual({
      kind: "bounced",
      invitationId: id,
      at,
      id: "postmark:bounce:42",
      reason: "smtp;550 5.1.1 No such mailbox",
    });
    expect(one("postmark", bounce({ Details: "" }))?.reason).toMatch(/^The server was unable to deliver/);
  });

  it("has a complaint count as bounced", () => {
    const complaint = { ...bounce(), RecordType: "SpamComplaint", Type: "SpamComplaint" };
    expect(one("postmark", complaint)).toMatchObject({ kind: "bounced", reason: m.markedAsSpam() });
  });

  it.each(["Transient", "SoftBounce", "DnsError", "AutoResponder", "ChallengeVerification", "AddressChange", "Unsubscribe", "Whatever"])(
    "does not have a %s count as bounced",
    (Type) => expect(one("postmark", bounce({ Type }))).toBeNull(),
  );
});

describe("SendGrid", () => {
  const event = (changes = {}) => ({
    email: "ada@mail.test",
    timestamp: at.getTime() / 1000,
    "smtp-id": messageIdOf(id, "a@northwind.test"),
    sg_event_id: "6g4ZI7SA-xmRDv57GoPIPw==",
    sg_message_id: "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
    event: "delivered",
    ...changes,
  });

  it("reports a list of events, and counts those that are none of ours or say nothing", () => {
    const { events, unknown } = parseDeliveryEvents("sendgrid", [
      event({ invitation: signedId(id) }),
      event({ event: "open", unique_args: { invitation: signedId(id) }, "smtp-id": undefined }),
      event({ event: "bounce", type: "bounce", status: "5.1.1", reason: "550 5.1.1 unknown\u0007 recipient" }),
      event({ event: "bounce", type: "blocked", reason: "550 5.7.1 blocked" }),
      event({ event: "dropped", reason: "Bounced Address" }),
      event({ event: "spamreport" }),
      event({ event: "processed" }),
      event({ event: "deferred", response: "400 try again later" }),
      event({ event: "open", sg_machine_open: true }),
      event({ "smtp-id": "<14c5d75ce93.dfd.64b469@ismtpd-555>" }),
      null,
    ]);
    expect(events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["delivered", null],
      ["opened", null],
      ["bounced", "550 5.1.1 unknown recipient"],
      ["bounced", "550 5.7.1 blocked"],
      ["bounced", m.notSentBySendgridBecause({ reason: "Bounced Address" })],
      ["bounced", m.markedAsSpam()],
    ]);
    expect(unknown).toBe(5);
    for (const { invitationId, at: when } of events) expect([invitationId, when]).toEqual([id, at]);
    expect(events[0]?.id).toBe("sendgrid:6g4ZI7SA-xmRDv57GoPIPw==");
  });

  it("believes a signed id before an unsigned Message-ID", () => {
    const other = "0198c5a2-0000-7000-8000-000000000000";
    expect(one("sendgrid", [event({ invitation: signedId(other) })])?.invitationId).toBe(other);
    expect(one("sendgrid", [event({ invitation: signedId(other).replace(/.{4}$/, "zzzz") })])?.invitationId).toBe(id);
  });
});

describe("SES", () => {
  const timestamp = at.toISOString();
  const mail = (changes = {}) => ({ timestamp, messageId: "EXAMPLE7c191be45", source: "a@northwind.test", tags: {}, ...changes });
  const tagged = () => mail({ tags: { "ses:caller-identity": ["x"], invitation: [signedId(id)] } });
  const sns = (message: unknown) => ({ Type: "Notification", MessageId: "1", Message: JSON.stringify(message) });
  const bounce = (changes = {}) => ({
    bounceType: "Permanent",
    bounceSubType: "General",
    bouncedRecipients: [{ emailAddress: "ada@mail.test", diagnosticCode: "smtp; 550 5.1.1 user unknown" }],
    timestamp,
    feedbackId: "01000157c44f053b",
    ...changes,
  });

  it("reports a delivery, an opening, a permanent bounce and a complaint, whichever way it was set up", () => {
    for (const type of ["eventType", "notificationType"]) {
      expect(one("ses", sns({ [type]: "Delivery", mail: tagged(), delivery: { timestamp, smtpResponse: "250 ok" } }))).toEqual({
        kind: "delivered",
        invitationId: id,
        at,
        id: "ses:delivery:EXAMPLE7c191be45",
        reason: null,
      });
      expect(one("ses", sns({ [type]: "Bounce", mail: tagged(), bounce: bounce() }))).toEqual({
        kind: "bounced",
        invitationId: id,
        at,
        id: "ses:bounce:01000157c44f053b",
        reason: "smtp; 550 5.1.1 user unknown",
      });
    }
    expect(one("ses", sns({ eventType: "Open", mail: tagged(), open: { timestamp } }))).toMatchObject({ kind: "opened", at });
    const complaint = { timestamp, feedbackId: "f1", complaintFeedbackType: "abuse" };
    expect(one("ses", sns({ eventType: "Complaint", mail: tagged(), complaint }))).toMatchObject({
      kind: "bounced",
      reason: m.markedAsSpam(),
    });
  });

  it("has neither a bounce that may pass nor a complaint that was taken back count as bounced", () => {
    for (const bounceType of ["Transient", "Undetermined"]) {
      expect(one("ses", sns({ eventType: "Bounce", mail: tagged(), bounce: bounce({ bounceType }) }))).toBeNull();
    }
    const complaint = { timestamp, feedbackId: "f1", complaintFeedbackType: "not-spam" };
    expect(one("ses", sns({ eventType: "Complaint", mail: tagged(), complaint }))).toBeNull();
  });

  it("knows the invitation by the return path, the original headers, or the original Message-ID", () => {
    for (const about of [
      mail({ tags: undefined, source: returnPathOf(id, "a@northwind.test") }),
      mail({ headers: [{ name: "X-SES-MESSAGE-TAGS", value: trackingHeaders(id)["X-SES-MESSAGE-TAGS"] }] }),
      mail({ headers: [{ name: "Message-ID", value: messageIdOf(id, "a@northwind.test") }] }),
      mail({ commonHeaders: { messageId: messageIdOf(id, "a@northwind.test") } }),
    ]) {
      expect(one("ses", sns({ notificationType: "Delivery", mail: about, delivery: { timestamp } }))?.invitationId).toBe(id);
    }
    expect(one("ses", sns({ notificationType: "Delivery", mail: mail(), delivery: { timestamp } }))).toBeNull();
  });

  it("reads nothing that did not come in an envelope of SNS, which is what is signed", () => {
    expect(one("ses", { eventType: "Delivery", mail: tagged(), delivery: { timestamp } })).toBeNull();
  });
});

describe("what no provider says", () => {
  it.each(["postmark", "sendgrid", "ses"] as const)("is counted and never thrown (%s)", (provider) => {
    const bodies = [null, undefined, "", "x", 7, true, {}, [{}], { RecordType: "Bounce" }, { Type: "Notification", Message: "not json" }];
    for (const body of [
      ...bodies,
      { Type: "Notification", Message: "null" },
      { Type: "Notification", Message: '{"eventType":"Bounce"}' },
    ]) {
      expect(one(provider, body)).toBeNull();
    }
  });

  it("makes no event without a moment, and no reason longer than 300 characters", () => {
    const event = { event: "bounce", sg_event_id: "1", invitation: signedId(id), reason: "x".repeat(5000) };
    expect(one("sendgrid", [{ ...event, timestamp: 1 }])?.reason).toHaveLength(300);
    for (const timestamp of [Number.NaN, -1, 1e300, "soon", undefined]) expect(one("sendgrid", [{ ...event, timestamp }])).toBeNull();
    expect(one("postmark", { RecordType: "Open", MessageID: "1", Metadata: { invitation: signedId(id) }, ReceivedAt: "soon" })).toBeNull();
  });
});
