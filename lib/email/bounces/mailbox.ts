import { ImapFlow } from "imapflow";
import { type BounceMail, REPORT_BYTES, reportKind } from "@/lib/email/bounces/report";
import { daysLater } from "@/lib/platform/calendar";

/** Older mails are left alone: mail servers give up within days. */
const BACK_DAYS = 14;
const MOST_AT_ONCE = 500;
const TIMEOUT_MS = 30_000;

/**
 * Reads the reports in the mailbox of an `imaps://user:password@host:port/mailbox` (or `imap://`) address that are unread and
 * hands each to `take`, newest first; then it is marked as read. A report for which `take` throws is left as it is. Of other mails
 * only the Content-Type is read; nothing is changed about them, and nothing is ever deleted. Returns how many reports were taken.
 * Throws when the server cannot be reached, does not let the user in, or has no such mailbox.
 */
export async function readMailbox(
  address: string,
  now: Date,
  signal: AbortSignal,
  take: (mail: BounceMail) => Promise<void>,
): Promise<number> {
  const { client, mailbox } = clientOf(address);
  const stop = () => client.close();
  signal.addEventListener("abort", stop);
  // Without a listener an error of the connection ends the process; whatever waits for an answer rejects as well.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.mailboxOpen(mailbox);
    const unread = await client.search({ seen: false, deleted: false, since: daysLater(now, -BACK_DAYS) }, { uid: true });
    const reports = await reportsAmong(client, (unread || []).slice(-MOST_AT_ONCE));
    for (const uid of reports) {
      signal.throwIfAborted();
      const query = { internalDate: true, source: { maxLength: REPORT_BYTES } };
      const report = (await client.fetchOne(String(uid), query, { uid: true })) || null;
      // Another client may have moved it meanwhile.
      if (!report?.source) continue;
      await take({ raw: report.source, envelopeTo: null, receivedAt: momentOf(report.internalDate, now) });
      await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
    }
    await client.logout();
    return reports.length;
  } finally {
    signal.removeEventListener("abort", stop);
    client.close();
  }
}

async function reportsAmong(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const found: number[] = [];
  for await (const { uid, headers } of client.fetch(uids.join(","), { headers: ["content-type"] }, { uid: true })) {
    const [, contentType = ""] = /^content-type:([\s\S]*)/i.exec(headers?.toString("latin1") ?? "") ?? [];
    if (reportKind(contentType.replaceAll(/\r?\n[ \t]+/g, " ")) !== null) found.push(uid);
  }
  return found.sort((a, b) => b - a);
}

/** A date of the server's that is no date, or is in the future, says nothing. */
function momentOf(date: Date | string | undefined, now: Date): Date {
  const at = new Date(date ?? Number.NaN);
  return at <= now ? at : now;
}

function clientOf(address: string): { client: ImapFlow; mailbox: string } {
  const { protocol, hostname, port, username, password, pathname } = new URL(address);
  const secure = protocol === "imaps:";
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const client = new ImapFlow({
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? (secure ? 993 : 143) : Number(port),
    secure,
    // The password leaves this machine encrypted only.
    ...(secure || isLocal ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return { client, mailbox: decodeURIComponent(pathname.slice(1)) || "INBOX" };
}
