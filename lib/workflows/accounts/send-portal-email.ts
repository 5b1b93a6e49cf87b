import { renderPortalEmail } from "@/lib/email/portal-email";
import { sendEmail } from "@/lib/email/transport";
import { env } from "@/lib/platform/env";
import type { MailPermit } from "@/lib/platform/mail-permit";

interface PortalEmail {
  permit: MailPermit;
  to: { name: string; address: string };
  /** The same for every attempt at one email, so that a mail server can tell a repetition. */
  id: string;
  organization: string;
  subject: string;
  text: string;
  button: string;
  /** Where the button leads within the portal. */
  path: string;
  footer: string;
}

/** Emails one of the portal's users. Throws when the mail server rejects it for now; the queue retries. */
export async function sendPortalEmail({ permit, to, id, path, ...words }: PortalEmail): Promise<void> {
  const { APP_URL } = env();
  const email = await renderPortalEmail({ ...words, link: `${APP_URL}${path}` });
  const delivery = await sendEmail(permit, { ...email, to, messageId: `<${id}@${new URL(APP_URL).hostname}>` });
  if (delivery.kind === "rejected" && !delivery.permanent) throw new EmailRejected();
}

/** The mail server rejected an email for now; the queue retries. */
class EmailRejected extends Error {
  constructor() {
    super("the mail server rejected the email for now");
    this.name = "EmailRejected";
  }
}
