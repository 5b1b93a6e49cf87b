import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as bounces from "@/e2e/fixtures/bounces/mail-servers";
import * as reports from "@/e2e/fixtures/bounces/reports";
import { parseReport, reportKind } from "@/lib/email/bounces/report";
import { messageIdOf, returnPathOf, signedId, trackingHeaders } from "@/lib/email/return-path";
import { loadEnv } from "@/lib/platform/env";

const from = "onboarding@northwind.example";
const invitation = "0195f1c4-8f6e-7c3a-9d2b-1234567890ab";
const other = "0195f1c4-8f6e-7c3a-9d2b-ffffffffffff";
const at = new Date("2026-11-24T10:00:05Z");
const about = "ida@home.example";
let returnPath: string;

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://localhost/none",
    NEXTAUTH_SECRET: "a secret of at least thirty-two characters",
    CREDENTIAL_KEYS: `k1:${Buffer.from("a key of the tests and no others").toString("base64")}`,
  });
  loadEnv({ mail: false });
  returnPath = returnPathOf(invitation, from);
});

const parse = (raw: string | Uint8Array, envelopeTo: string | null = returnPath) =>
  parseReport({ raw: Buffer.from(raw), envelopeTo, receivedAt: at });
const eventOf = async (raw: string, envelopeTo: string | null = returnPath) => (await parse(raw, envelopeTo)).events[0];
const unknown = { events: [], unknown: 1 };
const noOutcome = { events: [], unknown: 0 };

describe("a mail server's report", () => {
  it.each([
    ["Postfix", bounces.postfixBounce, "550 5.1.1 <ida@home.example>: Recipient address rejected: User unknown in virtual mailbox table"],
    ["Exchange", bounces.exchangeBounce, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"],
    [
      "Gmail",
      bounces.gmailBounce,
      "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address.",
    ],
  ])("of %s is read: the invitation bounced, with the server's words", async (_, write, reason) => {
    expect(await parse(write({ to: returnPath, about }))).toEqual({
      events: [{ kind: "bounced", invitationId: invitation, at, id: `dsn:failed:${invitation}`, reason }],
      unknown: 0,
    });
  });

  it("that gives up on a temporary trouble is a bounce, since nothing is tried again", async () => {
    const report = reports.statusReport({ to: returnPath, about }, ["Action: failed", "Status: 4.4.7"]);
    expect(await eventOf(report)).toMatchObject({ kind: "bounced", reason: "4.4.7" });
  });

  it.each(["delayed", "relayed", "expanded"])("that it %s the mail is no outcome", async (action) => {
    expect(await parse(reports.statusReport({ to: returnPath, about }, [`Action: ${action}`, "Status: 5.0.0"]))).toEqual(noOutcome);
  });

  it("that the mail was delivered says so", async () => {
    const report = reports.statusReport({ to: returnPath, about }, ["Action: Delivered", "Status: 2.0.0"]);
    expect(await eventOf(report)).toMatchObject({ kind: "delivered", id: `dsn:delivered:${invitation}`, reason: null });
  });

  it("is one event, however many reports come of it", async () => {
    const ids = [bounces.postfixBounce, bounces.gmailBounce].map(async (write) => (await eventOf(write({ to: returnPath, about })))?.id);
    expect(new Set(await Promise.all(ids)).size).toBe(1);
  });

  it("of a long message is read from its beginning", async () => {
    const report = bounces.postfixBounce({ to: returnPath, about }).replace("Welcome aboard.", "Welcome. ".repeat(500_000));
    expect(await eventOf(report)).toMatchObject({ kind: "bounced" });
  });
});

describe("a mailbox provider's report", () => {
  it("that the mail was marked as spam is a bounce with these words", async () => {
    expect(await eventOf(reports.complaint({ to: returnPath, about }))).toMatchObject({
      kind: "bounced",
      id: `arf:complaint:${invitation}`,
      reason: "The recipient marked the email as spam.",
    });
  });

  it("that it is no spam after all changes nothing", async () => {
    expect(await parse(reports.complaint({ to: returnPath, about }, "not-spam"))).toEqual(noOutcome);
  });
});

describe("no report", () => {
  it.each([
    ["an automatic reply of somebody who is away", reports.vacationReply],
    ["a bounce that somebody forwards", reports.forwarded],
  ])("is %s", async (_, write) => {
    expect(await parse(write({ to: returnPath, about }))).toEqual(unknown);
  });

  it("is a read receipt", () => {
    expect(reportKind("multipart/report; report-type=disposition-notification; boundary=b")).toBeNull();
    expect(reportKind('Multipart/Report; boundary=b; Report-Type="delivery-status"')).toBe("delivery-status");
  });
});

describe("whose invitation it is", () => {
  const named = (id: string) => [`Message-ID: ${messageIdOf(id, from)}`, `X-PM-Metadata-invitation: ${signedId(id)}`];

  it("is said by the signed return path alone, whatever the report says", async () => {
    const forged = bounces.postfixBounce({ to: returnPathOf(other, from), about, returned: named(other) });
    expect(await eventOf(forged)).toMatchObject({ invitationId: invitation });
    expect(await parse(forged, "bounce@northwind.example")).toEqual(unknown);
    expect(await parse(forged, returnPath.replace(/-[0-9a-f]{20}@/, `-${"0".repeat(20)}@`))).toEqual(unknown);
  });

  it.each(["Delivered-To", "X-Original-To", "Envelope-To"])("is read from %s in a mailbox", async (name) => {
    const report = `${name}: ${returnPath}\r\n${bounces.postfixBounce({ to: "onboarding@northwind.example", about })}`;
    expect(await eventOf(report, null)).toMatchObject({ invitationId: invitation });
    expect(await eventOf(report, null)).not.toHaveProperty("sentTo");
  });

  it("is read from the signed headers that came back where the return path is a plain address", async () => {
    const returned = Object.entries(trackingHeaders(invitation)).map(([name, value]) => `${name}: ${value}`);
    const report = bounces.exchangeBounce({ to: from, about, returned });
    expect(await eventOf(report, null)).toMatchObject({ invitationId: invitation });
    expect(await eventOf(report, null)).not.toHaveProperty("sentTo");
  });

  it("is believed of a Message-ID, which nobody signed, only about the address that the report names", async () => {
    const report = bounces.exchangeBounce({ to: from, about, returned: [`Message-ID: ${messageIdOf(invitation, from)}`] });
    expect(await eventOf(report, null)).toMatchObject({ invitationId: invitation, sentTo: [about] });
  });

  it("is unknown where nothing names it", async () => {
    expect(await parse(bounces.gmailBounce({ to: from, about }), null)).toEqual(unknown);
  });
});

describe("a hostile mail", () => {
  const head = (more = "") =>
    `To: ${returnPath}\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b0\r\n${more}\r\n`;
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`).join("");

  it.each([
    ["nested a thousand deep", head() + nested(1000)],
    ["of nothing but parts", head() + "--b0\r\n\r\n".repeat(30_000)],
    ["of nothing but headers", head("X: y\r\n".repeat(40_000))],
    ["with one header of a quarter of a megabyte", head(`X: ${"y".repeat(256 * 1024)}\r\n`)],
    ["whose report has no recipient", `${head()}--b0\r\nContent-Type: message/delivery-status\r\n\r\n${"\r\n".repeat(100_000)}`],
    ["that is empty", ""],
  ])("%s is unknown, and no more", async (_, raw) => {
    expect(await parse(raw)).toEqual(unknown);
  });

  it("never makes the parser throw, whatever bytes it is, or however a report is torn", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(), fc.nat(40), async (bytes, where, cut) => {
        const whole = Buffer.from(bounces.postfixBounce({ to: returnPath, about }));
        const place = where % whole.length;
        const torn = Buffer.concat([whole.subarray(0, place), bytes, whole.subarray(place + cut)]);
        for (const raw of [bytes, torn]) for (const { invitationId } of (await parse(raw)).events) expect(invitationId).toBe(invitation);
      }),
      { numRuns: 100 },
    );
  });
});
