import { emailLayout, paragraphs } from "@/lib/email/email-layout";
import { oneLine, paragraphsOf } from "@/lib/email/fill-template";
import type { RenderedEmail } from "@/lib/email/invitation-email";
import * as m from "@/lib/messages/generated/email";

const soft = `font-size="13px" color="#5c6669" css-class="soft"`;

const html = emailLayout(
  `<mj-text>${paragraphs("body")}</mj-text>
  <mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">{{ button }}</mj-button>
  <mj-text ${soft} padding="0 0 16px">{{ copyLink }}<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`,
  `<mj-text ${soft}>{{ footer }}</mj-text>`,
);

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
  return { subject, html: await html(scope), text: `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`, replyTo: null };
}
