import { expect } from "@playwright/test";
import { z } from "zod";
import * as email from "@/lib/messages/generated/email";

/** A mail as the mailbox has it. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

const mailSchema = z.array(
  z.object({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.unknown()),
  }),
);

/** Returns the subject of an organization's invitation to a new hire. */
export const invitationSubject = (organization: string) => email.defaultSubject().replace("{{organization}}", organization);

/** Returns the mails an address has received, in no particular order within a second. */
export async function mailsTo(recipient: string): Promise<Mail[]> {
  const answer = await fetch(`${process.env.MAILBOX_URL}/api/email?to.address=${encodeURIComponent(recipient)}`);
  return mailSchema
    .parse(await answer.json())
    .map(({ subject, text, html, headers }) => ({ subject, text, html, messageId: String(headers["message-id"]) }));
}

/** Returns the last of an address's first `count` mails, for which it waits. */
export async function mailTo(recipient: string, count = 1): Promise<Mail> {
  await expect.poll(async () => (await mailsTo(recipient)).length, { timeout: 30_000, message: `mails to ${recipient}` }).toBe(count);
  const mail = (await mailsTo(recipient)).at(-1);
  if (!mail) throw new Error("no mail");
  return mail;
}

/** Returns the invitation link in a mail to a new hire. */
export function linkIn(mail: Mail): string {
  return only(/https?:\/\/\S+\/onboarding\/[A-Za-z0-9_-]{43}/, mail);
}

/** Returns the link in a mail that invites a colleague to the portal. */
export function joinLinkIn(mail: Mail): string {
  return only(/https?:\/\/\S+\/join\/[A-Za-z0-9_-]{43}/, mail);
}

/** Returns the link to a record in a mail to HR. */
export function recordLinkIn(mail: Mail): string {
  return only(/https?:\/\/\S+\/onboard\/new-hires\/[0-9a-f-]{36}/, mail);
}

/** Returns the link in a mail to a person who forgot their password. */
export function resetLinkIn(mail: Mail): string {
  return only(/https?:\/\/\S+\/reset\/[A-Za-z0-9_-]{43}/, mail);
}

function only(shape: RegExp, mail: Mail): string {
  const link = shape.exec(mail.text)?.[0];
  if (!link) throw new Error("the mail has no link");
  return link;
}
