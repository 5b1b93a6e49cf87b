import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey, portalSecrets } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";

/**
 * Returns an invitation's id with a signature: `inv-<32 hex of the uuid>-<20 hex of an HMAC>`, 57 characters of a–z, 0–9 and -.
 * Only this installation can create one, so a delivery event with it is about one of our emails.
 */
export function signedId(invitationId: string): string {
  const hex = invitationId.replaceAll("-", "").toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new TypeError("an invitation id is a UUID");
  return `inv-${hex}-${signatureOf(hex, env().NEXTAUTH_SECRET)}`;
}

/** Returns the invitation of the first validly signed id in a text, such as `bounce+inv-…@domain`; null without one. */
export function readSignedId(text: string): string | null {
  for (const [, id, signature] of text.matchAll(/inv-([0-9a-f]{32})-([0-9a-f]{20})/gi)) {
    if (!id || !signature) continue;
    const hex = id.toLowerCase();
    const given = Buffer.from(signature.toLowerCase());
    if (portalSecrets().some((secret) => timingSafeEqual(given, Buffer.from(signatureOf(hex, secret))))) return toUuid(hex);
  }
  return null;
}

/**
 * Returns the address for one invitation's bounces (VERP), in the domain of `mailFrom`. Its local part has 64 characters, the
 * maximum (RFC 5321 4.5.3.1.1).
 */
export function returnPathOf(invitationId: string, mailFrom: string): string {
  return `bounce+${signedId(invitationId)}@${domainOf(mailFrom)}`;
}

/** Returns an invitation's Message-ID, the same for every copy (RFC 5322 3.6.4), in the domain of `mailFrom`. */
export function messageIdOf(invitationId: string, mailFrom: string): string {
  return `<invitation.${invitationId}@${domainOf(mailFrom)}>`;
}

/** Returns the invitation that a Message-ID from `messageIdOf` names; null for any other. It is not signed. */
export function readMessageId(text: string): string | null {
  const id = /\binvitation\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i.exec(text)?.[1];
  return id?.toLowerCase() ?? null;
}

/**
 * Returns headers that make providers name the invitation in their delivery events. Postmark returns `X-PM-Metadata-*` (name up
 * to 20 characters, value up to 80; postmarkapp.com/support/article/1125), SendGrid `unique_args` of `X-SMTPAPI` (JSON, one
 * header, lines below 1,000; twilio.com/docs/sendgrid/for-developers/sending-email/building-an-x-smtpapi-header), SES
 * `X-SES-MESSAGE-TAGS` (letters, digits, _ and -, up to 256; docs.aws.amazon.com/ses, event publishing). Other servers ignore
 * them, and they reveal nothing.
 */
export function trackingHeaders(invitationId: string): Record<string, string> {
  const id = signedId(invitationId);
  return {
    "X-PM-Metadata-invitation": id,
    // The spaces allow folding the header between words.
    "X-SMTPAPI": `{"unique_args": {"invitation": "${id}"}}`,
    "X-SES-MESSAGE-TAGS": `invitation=${id}`,
  };
}

function signatureOf(hex: string, secret: string): string {
  return createHmac("sha256", derivedKey(secret, "emptrust return path")).update(hex, "utf8").digest("hex").slice(0, 20);
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function domainOf(mailFrom: string): string {
  return /@([^\s<>@]+?)>?$/.exec(mailFrom)?.[1] ?? "localhost";
}
