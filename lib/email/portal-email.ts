import { emailLayout } from "@/lib/email/email-layout";
import { oneLine, paragraphsOf } from "@/lib/email/fill-template";
import * as layouts from "@/lib/email/generated/layouts";
import type { RenderedEmail } from "@/lib/email/invitation-email";
import * as m from "@/lib/messages/generated/email";

const html = emailLayout(layouts.portal);

/** Renders an email from the portal to one of its users, with one button. Values are text and never become markup. */
export async function renderPortalEmail(email: {
  organization: string;
  subject: string;
  text: string;
  button: string;
  link: string;
  footer: string;
}): Promise<RenderedEmail> {
  const { button, link, footer } = email;
  const organization = oneLine(email.organization);
  const subject = oneLine(email.subject);
  const body = paragraphsOf(email.text);
  const scope = { subject, preheader: oneLine(body[0]?.join(" ") ?? ""), organization, body, button, link, footer, copyLink: m.copyLink() };
  const blocks = [...body, [`${button}:`], [link], [footer]];
  return { subject, html: html(scope), text: `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`, replyTo: null };
}
