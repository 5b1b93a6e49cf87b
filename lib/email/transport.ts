import type { Readable } from "node:stream";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/platform/env";

export interface OutgoingMail {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** Constant for one invitation, so that a second copy can be recognized (RFC 5322 3.6.4). */
  messageId: string;
  replyTo?: string | null;
  /** The envelope's sender, which bounces go to; MAIL_FROM's address when not given. */
  returnPath?: string;
  headers?: Record<string, string>;
}

/**
 * What became of a message. `refused` with `permanent`: trying again cannot help. It `concerns` the `server` when the
 * next mail to anybody would fare the same (not reached, not signed in, the sender not allowed); that is never permanent,
 * because the operator puts it right. `unknown`: the connection broke after the whole message was handed over, and the
 * server may have taken it.
 */
export type Delivery =
  | { kind: "taken" }
  | { kind: "refused"; concerns: "server" | "recipient"; permanent: boolean; reason: string }
  | { kind: "unknown"; reason: string };

const holder = globalThis as { emptrustMailer?: { url: string; transporter: Transporter } };

/** The messages under way by Message-ID, as they are read into the connection. */
const underWay = new Map<string, Readable>();

function mailer(): Transporter {
  const url = env().SMTP_URL ?? "";
  if (holder.emptrustMailer?.url !== url) {
    holder.emptrustMailer?.transporter.close();
    const transporter = createTransport(
      {
        url,
        pool: true,
        maxConnections: 4,
        connectionTimeout: 10_000,
        greetingTimeout: 15_000,
        // RFC 5321 4.5.3.2.6: the answer to the end of the message may take ten minutes.
        socketTimeout: 600_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: env().MAIL_FROM },
    );
    transporter.use("stream", (mail, done) => {
      mail.message.processFunc((stream) => {
        underWay.set(mail.message.messageId(), stream);
        return stream;
      });
      done();
    });
    holder.emptrustMailer = { url, transporter };
  }
  return holder.emptrustMailer.transporter;
}

/** Hands a message to the mail server. Never throws for what a mail server or network does. */
export async function sendMail({ returnPath, replyTo, headers, ...mail }: OutgoingMail): Promise<Delivery> {
  const envelope = returnPath === undefined ? undefined : { from: returnPath, to: mail.to.address };
  try {
    await mailer().sendMail({ ...mail, envelope, replyTo: replyTo ?? undefined, headers: asWritten(headers ?? {}) });
    return { kind: "taken" };
  } catch (error) {
    // A stream ends when its last byte was read, and with it goes the line that ends the message.
    return judge(error, underWay.get(mail.messageId)?.readableEnded ?? false);
  } finally {
    underWay.delete(mail.messageId);
  }
}

/** Long values would be encoded (RFC 2047), and no provider decodes JSON in a header; printable ASCII is only folded. */
function asWritten(headers: Record<string, string>) {
  return Object.entries(headers).map(([key, value]) => {
    const prepared = /^[\x20-\x7e]*$/.test(value);
    return { key, value: { prepared, foldLines: true, value } };
  });
}

/** Ends the connections to the mail server. */
export function closeMailer(): void {
  holder.emptrustMailer?.transporter.close();
  delete holder.emptrustMailer;
}

/** Answers that are about the session and not about a message: 421 closing (RFC 5321), 503 out of order, 530 and 53x signing in (RFC 4954). */
const aboutSession = new Set([421, 503, 530, 534, 535, 538]);

function judge(error: unknown, handedOver: boolean): Delivery {
  const { responseCode, command, code, response } = detailsOf(error);
  if (responseCode >= 400) {
    const aboutMessage = (command === "RCPT TO" || command === "DATA") && !aboutSession.has(responseCode);
    const reason = serversWords(responseCode, response);
    return { kind: "refused", concerns: aboutMessage ? "recipient" : "server", permanent: aboutMessage && responseCode >= 500, reason };
  }
  if (handedOver) return { kind: "unknown", reason: "The connection to the mail server broke while it was taking the message." };
  if (code === "EENVELOPE")
    return { kind: "refused", concerns: "recipient", permanent: true, reason: "Mail cannot be sent to this address." };
  return { kind: "refused", concerns: "server", permanent: false, reason: "The mail server cannot be reached." };
}

function detailsOf(error: unknown): { responseCode: number; command: string; code: string; response: string } {
  const about: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  return {
    responseCode: typeof about.responseCode === "number" ? about.responseCode : 0,
    command: typeof about.command === "string" ? about.command : "",
    code: typeof about.code === "string" ? about.code : "",
    response: typeof about.response === "string" ? about.response : "",
  };
}

/** The server's own words for HR to read: one line, not endless, without control characters. */
function serversWords(code: number, response: string): string {
  const words = response
    .replace(/^\d{3}[ -]?/, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 300);
  return `The mail server refused it: ${code}${words ? ` ${words}` : ""}`;
}
