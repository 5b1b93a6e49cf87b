import { createTransport, type Transporter } from "nodemailer";
import { type Conditions, InFlight, type Withheld } from "@/lib/email/in-flight";
import * as m from "@/lib/messages/generated/server/email";
import { env } from "@/lib/platform/env";
import { isLoopback } from "@/lib/platform/environment/values";
import type { MailPermit } from "@/lib/platform/mail-permit";
import { metrics, timed } from "@/lib/platform/telemetry/metrics";
import { traced } from "@/lib/platform/telemetry/tracing";

export interface OutgoingEmail {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** The same for every copy of one email, so that duplicates can be recognized (RFC 5322 3.6.4). */
  messageId: string;
  replyTo?: string | null;
  /** Envelope sender, which receives bounces. Default: the address in MAIL_FROM. */
  returnPath?: string;
  headers?: Record<string, string>;
  /** Pictures that the HTML names by `cid:`. */
  attachments?: { cid: string; filename: string; contentType: string; contentDisposition: "inline"; content: Buffer }[];
}

/**
 * The outcome of handing one email to the mail server. After a `permanent` rejection, retrying can't help. `concerns` is
 * `server` when every other email would fail, too (unreachable, sign-in failed, sender not allowed); that is never permanent,
 * because the operator can fix it. `unknown`: the connection broke after the whole message was sent, so it may be accepted.
 */
export type Delivery =
  | { kind: "accepted" }
  | { kind: "rejected"; concerns: "server" | "recipient"; permanent: boolean; reason: string }
  | { kind: "unknown"; reason: string };

/** RFC 3834: no one typed it, so no vacation notice need answer it. */
const automatic = { "Auto-Submitted": "auto-generated" };

// Next bundles its own copies of this file: the one that made the transporter must find the messages of all of them.
const shared = globalThis as { emptrustMailer?: { url: string; transporter: Transporter }; emptrustInFlight?: Map<string, InFlight> };

/** Returns the messages being sent, by Message-ID. */
function inFlight(): Map<string, InFlight> {
  shared.emptrustInFlight ??= new Map();
  return shared.emptrustInFlight;
}

/** A connection that waits for its server is not another's: as many as deliveries at once, slow ones in the background, and a few for other emails. */
const MOST_CONNECTIONS = 36;

function transporter(): Transporter {
  const url = env().SMTP_URL ?? "";
  if (shared.emptrustMailer?.url !== url) {
    shared.emptrustMailer?.transporter.close();
    const created = createTransport(
      {
        url,
        pool: true,
        maxConnections: MOST_CONNECTIONS,
        connectionTimeout: 10_000,
        greetingTimeout: 15_000,
        // RFC 5321 4.5.3.2.6: the reply to the end of the message may take ten minutes.
        socketTimeout: 600_000,
        // A server that offers no TLS, or whose offer was taken out on the way, gets no email and no password.
        requireTLS: env().SMTP_TLS === "required" && !isLoopback(url),
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: env().MAIL_FROM },
    );
    created.use("stream", (mail, done) => {
      const message = inFlight().get(mail.message.messageId());
      if (!message) return done(new Error("a message without its guard"));
      mail.message.processFunc((content) => message.guarded(content));
      done();
    });
    shared.emptrustMailer = { url, transporter: created };
  }
  return shared.emptrustMailer.transporter;
}

/** Sends one email. Returns the outcome; never throws for a failure of the mail server or the network. */
export async function sendEmail(permit: MailPermit, email: OutgoingEmail): Promise<Delivery> {
  const delivery = await sendEmailIf(permit, email, {});
  if (delivery.kind === "withheld") throw new Error("an email was withheld that nothing stood against");
  return delivery;
}

/** Sends one email as `sendEmail` does, unless its conditions stand against it before the server has it. */
export async function sendEmailIf(_permit: MailPermit, email: OutgoingEmail, conditions: Conditions): Promise<Delivery | Withheld> {
  const handOver = () =>
    traced("email handover", { kind: "client" }, async (span) => {
      const delivery = await hand(email, conditions);
      span?.setAttribute("emptrust.email.outcome", outcomeOf(delivery));
      return delivery;
    });
  return timed(metrics().email, handOver, (end) => ({ outcome: "result" in end ? outcomeOf(end.result) : "error" }));
}

/** Returns the outcome as it is counted. */
function outcomeOf(delivery: Delivery | Withheld): string {
  if (delivery.kind !== "rejected") return delivery.kind;
  if (delivery.concerns === "server") return "server_trouble";
  return delivery.permanent ? "rejected_for_good" : "rejected_for_now";
}

async function hand({ returnPath, replyTo, headers, ...email }: OutgoingEmail, conditions: Conditions): Promise<Delivery | Withheld> {
  const envelope = returnPath === undefined ? undefined : { from: returnPath, to: email.to.address };
  const message = new InFlight(conditions);
  inFlight().set(email.messageId, message);
  try {
    const mail = { ...email, envelope, replyTo: replyTo ?? undefined, headers: unencoded({ ...automatic, ...headers }) };
    await transporter().sendMail({ ...mail, signal: message.signal });
    return { kind: "accepted" };
  } catch (error) {
    if (message.calledBack?.kind === "silent") return { kind: "rejected", concerns: "server", permanent: false, reason: m.silent() };
    return message.calledBack ?? toDelivery(error, message.isGiven);
  } finally {
    if (inFlight().get(email.messageId) === message) inFlight().delete(email.messageId);
    message.end();
  }
}

/** Prevents encoding of long values (RFC 2047): no provider decodes JSON in a header. Printable ASCII is only folded. */
function unencoded(headers: Record<string, string>) {
  return Object.entries(headers).map(([key, value]) => {
    const prepared = /^[\x20-\x7e]*$/.test(value);
    return { key, value: { prepared, foldLines: true, value } };
  });
}

const ASK_AGAIN_MS = 60_000;
let lastAsked: { at: number; answer: Promise<unknown> } | undefined;

/** Resolves when the mail server accepts a connection and the credentials, rejects when it does not; asks at most once a minute. */
export function mailServerResponds(): Promise<unknown> {
  if (!lastAsked || performance.now() - lastAsked.at > ASK_AGAIN_MS) {
    lastAsked = { at: performance.now(), answer: transporter().verify() };
    // Callers that stopped waiting must not leave an unhandled rejection.
    lastAsked.answer.catch(() => {});
  }
  return lastAsked.answer;
}

/** Closes the connections to the mail server. */
export function closeTransport(): void {
  shared.emptrustMailer?.transporter.close();
  delete shared.emptrustMailer;
}

/** Reply codes about the session, not one message: 421 closing (RFC 5321), 503 wrong order, 530 and 53x sign-in (RFC 4954). */
const sessionCodes = new Set([421, 503, 530, 534, 535, 538]);

function toDelivery(error: unknown, messageSent: boolean): Delivery {
  const { responseCode, command, code, response } = detailsOf(error);
  // nodemailer says so of a server that does not offer STARTTLS, or refuses it.
  if (code === "ETLS" || command === "STARTTLS") return { kind: "rejected", concerns: "server", permanent: false, reason: m.withoutTls() };
  if (responseCode >= 400) {
    const aboutMessage = (command === "RCPT TO" || command === "DATA") && !sessionCodes.has(responseCode);
    const reason = rejectionReason(responseCode, response);
    return { kind: "rejected", concerns: aboutMessage ? "recipient" : "server", permanent: aboutMessage && responseCode >= 500, reason };
  }
  if (messageSent) return { kind: "unknown", reason: m.connectionLost() };
  if (code === "EENVELOPE") return { kind: "rejected", concerns: "recipient", permanent: true, reason: m.invalidAddress() };
  return { kind: "rejected", concerns: "server", permanent: false, reason: m.unreachable() };
}

function detailsOf(error: unknown): { responseCode: number; command: string; code: string; response: string } {
  const details: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  return {
    responseCode: typeof details.responseCode === "number" ? details.responseCode : 0,
    command: typeof details.command === "string" ? details.command : "",
    code: typeof details.code === "string" ? details.code : "",
    response: typeof details.response === "string" ? details.response : "",
  };
}

/** Returns the server's reply for HR to read: one line of limited length, without control characters. */
function rejectionReason(code: number, response: string): string {
  const reply = response
    .replace(/^\d{3}[ -]?/, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 300);
  return reply ? m.rejectedBecause({ code: String(code), reply }) : m.rejected({ code: String(code) });
}
