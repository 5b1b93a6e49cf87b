import PostalMime, { type Email } from "postal-mime";
import type { DeliveryEvent } from "@/lib/email/delivery-events";
import { oneLine } from "@/lib/email/fill-template";
import { readMessageId, readSignedId } from "@/lib/email/return-path";
import * as m from "@/lib/messages/generated/server/email";

/** The most bytes of a mail that are read. */
export const REPORT_BYTES = 256 * 1024;

// A report has three parts, around which gateways and scanners put a few more.
const limits = { maxNestingDepth: 8, maxHeadersSize: 64 * 1024 };
// Each line, and each line that may begin or end a part, becomes an object of the parser's; a mail may consist of nothing else.
const MOST_LINES = 4_000;
const MOST_DELIMITERS = 500;
const DASH = 0x2d;
const MOST_CHARACTERS = 16 * 1024;
const MOST_RECIPIENTS = 20;

/** A mail that came to a return path, or to a mailbox that gets what comes back. */
export interface BounceMail {
  /** Headers and body; of a long one its first `REPORT_BYTES` are enough. */
  raw: Uint8Array;
  /** The envelope's recipient, where the mail came by SMTP or LMTP. */
  envelopeTo: string | null;
  receivedAt: Date;
}

export type ReportKind = "delivery-status" | "feedback-report";

/**
 * Returns which report a Content-Type announces: of a mail server about a delivery (RFC 3464, 6522), or of a mailbox provider about
 * a complaint (ARF, RFC 5965). Null for every other mail, such as an automatic reply, a read receipt or a mail that was forwarded.
 */
export function reportKind(contentType: string): ReportKind | null {
  if (!/^\s*multipart\/report\s*;/i.test(contentType)) return null;
  const kind = /;\s*report-type\s*=\s*"?(delivery-status|feedback-report)\b/i.exec(contentType)?.[1]?.toLowerCase();
  return kind === "delivery-status" || kind === "feedback-report" ? kind : null;
}

/**
 * Returns the event that a mail reports. `failed` means bounced, whatever the class of its status: the server has given up.
 * `delayed`, `relayed` and `expanded` are no outcome and make no event. Of one invitation each outcome has one id, so that however
 * many reports come of it, one counts. What is no report, cannot be read or is about another email is `unknown`. Never throws.
 *
 * The signed return path decides whose invitation it is; what else the mail says never overrides it.
 */
export async function parseReport(mail: BounceMail): Promise<{ events: DeliveryEvent[]; unknown: number }> {
  const nothing = { events: [], unknown: 1 };
  const email = await parseMail(mail.raw);
  if (!email) return nothing;
  const kind = reportKind(headerOf(email, "content-type"));
  if (!kind) return nothing;
  const outcome = kind === "delivery-status" ? readDeliveryStatus(email) : readFeedback(email);
  if (outcome === "unreadable") return nothing;
  if (outcome === "no outcome") return { events: [], unknown: 0 };
  const subject = findInvitation(mail.envelopeTo, email);
  if (!subject) return nothing;
  const { kind: what, id, reason, addresses } = outcome;
  const bounceReason = what === "bounced" ? oneLine(reason ?? "").slice(0, 300) || m.notDelivered() : null;
  const event = { kind: what, invitationId: subject.id, at: mail.receivedAt, id: `${id}:${subject.id}`, reason: bounceReason };
  return { events: [subject.isSigned ? event : { ...event, sentTo: addresses }], unknown: 0 };
}

async function parseMail(raw: Uint8Array): Promise<Email | null> {
  const bytes = beginningOf(raw);
  if (bytes === null) return null;
  try {
    return await PostalMime.parse(bytes, { ...limits, forceRfc822Attachments: true, attachmentEncoding: "utf8" });
  } catch {
    // Nested too deeply, or with too many headers.
    return null;
  }
}

/** As much of a mail as is read, whose report stands before the message that came back; null with too many parts. */
function beginningOf(raw: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, REPORT_BYTES));
  let delimiters = 0;
  let lines = 0;
  for (let at = bytes.indexOf("\n"); at >= 0; at = bytes.indexOf("\n", at + 1)) {
    if (++lines > MOST_LINES) return bytes.subarray(0, at);
    if (bytes[at + 1] === DASH && bytes[at + 2] === DASH && ++delimiters > MOST_DELIMITERS) return null;
  }
  return bytes;
}

interface Outcome {
  kind: "delivered" | "bounced";
  id: string;
  reason: string | null;
  /** The addresses that the report names. */
  addresses: string[];
}

function readDeliveryStatus(email: Email): Outcome | "no outcome" | "unreadable" {
  // RFC 6533 names the part otherwise where an address is not ASCII.
  const part = partOf(email, ["message/delivery-status", "message/global-delivery-status"]);
  const recipients = part === null ? [] : fieldGroups(part).filter((fields) => fields.has("action"));
  if (recipients.length === 0) return "unreadable";
  const addresses = recipients.flatMap((fields) =>
    ["original-recipient", "final-recipient"].map((name) => withoutType(fields.get(name))).filter((address) => address !== ""),
  );
  const having = (action: string) => recipients.find((fields) => fields.get("action")?.toLowerCase() === action);
  const failed = having("failed");
  if (failed) {
    const reason = withoutType(failed.get("diagnostic-code")) || failed.get("status") || null;
    return { kind: "bounced", id: "dsn:failed", reason, addresses };
  }
  return having("delivered") ? { kind: "delivered", id: "dsn:delivered", reason: null, addresses } : "no outcome";
}

function readFeedback(email: Email): Outcome | "no outcome" | "unreadable" {
  const part = partOf(email, ["message/feedback-report"]);
  const [fields] = part === null ? [] : fieldGroups(part);
  const type = fields?.get("feedback-type")?.toLowerCase();
  if (!fields || type === undefined) return "unreadable";
  // "not-spam" withdraws an earlier complaint (RFC 6430).
  if (type === "not-spam") return "no outcome";
  const addresses = [fields.get("original-rcpt-to")].flatMap((address) => (address ? [address.replace(/^<(.*)>$/, "$1")] : []));
  return { kind: "bounced", id: "arf:complaint", reason: m.markedAsSpam(), addresses };
}

/** The fields of a report's part by name in lower case; a blank line ends those of the message and of each recipient. */
function fieldGroups(text: string): Map<string, string>[] {
  const groups = text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/\n[ \t]+/g, " ")
    .split(/\n{2,}/, MOST_RECIPIENTS + 1);
  return groups.map((group) => new Map(group.split("\n").flatMap(toField)));
}

function toField(line: string): [string, string][] {
  const colon = line.indexOf(":");
  return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
}

/** A value without its type, such as `rfc822;` or `smtp;` before it. */
function withoutType(value: string | undefined): string {
  return (value ?? "").replace(/^[\w-]+ *; */, "");
}

// Which address a mail was delivered to, as mail servers note it.
const recipientHeaders = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to"];

/** Returns whose invitation a report is about, and whether a signature of ours says so. */
function findInvitation(envelopeTo: string | null, email: Email): { id: string; isSigned: boolean } | null {
  if (envelopeTo !== null) {
    const id = readSignedId(envelopeTo);
    return id === null ? null : { id, isSigned: true };
  }
  const recipients = recipientHeaders.flatMap((name) => headersOf(email, name));
  const returned = returnedHeaders(email);
  // In the headers that came back stand the return path and what we gave providers to name the invitation by.
  const signed = firstOf([...recipients, returned], readSignedId);
  if (signed !== null) return { id: signed, isSigned: true };
  const [fields] = fieldGroups(returned);
  const named = readMessageId(fields?.get("message-id") ?? "");
  return named === null ? null : { id: named, isSigned: false };
}

function returnedHeaders(email: Email): string {
  const types = ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"];
  const [headers = ""] = (partOf(email, types) ?? "").split(/\r?\n\r?\n/, 1);
  return headers.replaceAll(/\r?\n[ \t]+/g, " ");
}

function partOf(email: Email, types: readonly string[]): string | null {
  const part = email.attachments.find(({ mimeType }) => types.includes(mimeType));
  return typeof part?.content === "string" ? part.content.slice(0, MOST_CHARACTERS) : null;
}

function headersOf(email: Email, name: string): string[] {
  return email.headers.filter(({ key }) => key === name).map(({ value }) => value);
}

function headerOf(email: Email, name: string): string {
  return headersOf(email, name)[0] ?? "";
}

function firstOf(texts: readonly string[], read: (text: string) => string | null): string | null {
  for (const text of texts) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}
