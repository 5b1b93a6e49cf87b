import type { RenderedEmail } from "@/lib/email/invitation-email";
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
  const email = await renderPortalEmail({ ...words, link: `${env().APP_URL}${path}` });
  await handOver(permit, email, { to, id });
}

/** Gives a rendered email to the mail server, and returns the outcome. Throws when the server rejects it for now; the queue retries. */
export async function handOver(
  permit: MailPermit,
  email: RenderedEmail,
  { to, id }: Pick<PortalEmail, "to" | "id">,
): Promise<"accepted" | "rejected" | "unknown"> {
  const delivery = await sendEmail(permit, { ...email, to, messageId: `<${id}@${new URL(env().APP_URL).hostname}>` });
  if (delivery.kind === "rejected" && !delivery.permanent) throw new EmailRejected();
  return delivery.kind;
}

/** The mail server rejected an email for now; the queue retries. */
class EmailRejected extends Error {
  constructor() {
    super("the mail server rejected the email for now");
    this.name = "EmailRejected";
  }
}
