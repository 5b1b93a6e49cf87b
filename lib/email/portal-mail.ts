import type { WrittenMail } from "@/lib/email/invitation-mail";
import { mailLayout, paragraphs } from "@/lib/email/mail-layout";
import { oneLine, paragraphsOf } from "@/lib/email/template-words";

const soft = `font-size="13px" color="#5c6669" css-class="soft"`;

const html = mailLayout(
  `<mj-text>${paragraphs("body")}</mj-text>
  <mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">{{ button }}</mj-button>
  <mj-text ${soft} padding="0 0 16px">If the button does not work, copy this address into your browser:<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`,
  `<mj-text ${soft}>{{ foot }}</mj-text>`,
);

/** A short mail of the portal to somebody who works with it: what happened, and the one place to go. Nothing in it becomes markup. */
export async function portalMail(mail: {
  organization: string;
  subject: string;
  text: string;
  button: string;
  link: string;
  foot: string;
}): Promise<WrittenMail> {
  const { button, link, foot } = mail;
  const organization = oneLine(mail.organization);
  const subject = oneLine(mail.subject);
  const body = paragraphsOf(mail.text);
  const scope = { subject, preheader: oneLine(body[0]?.join(" ") ?? ""), organization, body, button, link, foot };
  const blocks = [...body, [`${button}:`], [link], [foot]];
  return { subject, html: await html(scope), text: `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`, replyTo: null };
}
