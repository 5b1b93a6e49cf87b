import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/platform/env";

export interface OutgoingMail {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** Constant for one invitation, so that a second copy can be recognized (RFC 5322 3.6.4). */
  messageId: string;
}

/**
 * What became of a message. `refused` with `permanent`: a 5xx answer, trying again cannot help. `unknown`: the connection
 * broke after the message was handed over, and the server may have taken it.
 */
export type Delivery = { kind: "taken" } | { kind: "refused"; permanent: boolean; reason: string } | { kind: "unknown"; reason: string };

const holder = globalThis as { emptrustMailer?: { url: string; transporter: Transporter } };

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
    holder.emptrustMailer = { url, transporter };
  }
  return holder.emptrustMailer.transporter;
}

/** Hands a message to the mail server. Never throws for what a mail server or network does. */
export async function sendMail(mail: OutgoingMail): Promise<Delivery> {
  try {
    await mailer().sendMail(mail);
    return { kind: "taken" };
  } catch (error) {
    return judge(error);
  }
}

/** Ends the connections to the mail server. */
export function closeMailer(): void {
  holder.emptrustMailer?.transporter.close();
  delete holder.emptrustMailer;
}

function judge(error: unknown): Delivery {
  const { responseCode, command, code, response } = detailsOf(error);
  if (responseCode >= 400) {
    return { kind: "refused", permanent: responseCode >= 500 && code !== "EAUTH", reason: serversWords(responseCode, response) };
  }
  if (command === "DATA") return { kind: "unknown", reason: "The connection to the mail server broke while it was taking the message." };
  return { kind: "refused", permanent: false, reason: "The mail server cannot be reached." };
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
