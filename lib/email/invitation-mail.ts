import { mailLayout, paragraphs } from "@/lib/email/mail-layout";
import type { MailTemplate } from "@/lib/email/template";
import { type MailValues, oneLine, paragraphsOf, wordsOf } from "@/lib/email/template-words";

export interface WrittenMail {
  /** One line. */
  subject: string;
  html: string;
  text: string;
  replyTo: string | null;
}

export interface InvitationMail {
  template: MailTemplate;
  values: MailValues;
  /** In words. */
  expires: string;
  kind: "invitation" | "reminder";
}

const BUTTON = "Start onboarding";
const soft = `font-size="13px" color="#5c6669" css-class="soft"`;
const heading = "margin:0 0 16px;font-size:22px;font-weight:600;line-height:1.3";

const invitationHtml = mailLayout(
  `<mj-text ${soft}>{% for line in first %}<p style="margin:0 0 12px">{{ line }}</p>{% endfor %}</mj-text>
  <mj-text>{% for line in greeting %}<h1 style="${heading}">{{ line }}</h1>{% endfor %}${paragraphs("body")}</mj-text>
  <mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">${BUTTON}</mj-button>
  <mj-text>${paragraphs("signOff")}</mj-text>
  <mj-text ${soft} padding="0 0 16px">{{ validity }} If the button does not work, copy this address into your browser:<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`,
  `<mj-text ${soft}>{{ unexpected }}</mj-text>`,
);

const unexpected = "Not expecting this? You can delete it: nothing happens until you open the link.";

/**
 * The invitation, or the reminder of one, in an organization's words. The link is in both parts as a button and in
 * words, whether or not the template names it. Values and template are text: nothing in them becomes markup, a second
 * line of the subject, or a variable. Rejects for a template that has `templateProblems`.
 */
export async function invitationMail({ template, values, expires, kind }: InvitationMail): Promise<WrittenMail> {
  const words = wordsOf(template, values);
  const link = oneLine(values.link);
  const organization = oneLine(values.organization ?? "");
  const subject = kind === "reminder" ? `Reminder: ${words.subject}` : words.subject;
  const reminder = `A reminder: your onboarding${organization && ` at ${organization}`} has not started yet.`;
  const first = kind === "reminder" ? [reminder] : [];
  const greeting = words.greeting === "" ? [] : [words.greeting];
  const [body, signOff] = [paragraphsOf(words.body), paragraphsOf(words.signOff)];
  const validity = `This link is yours alone and works until ${oneLine(expires)}.`;
  const preheader = first[0] ?? `A few forms before your first day${organization && ` at ${organization}`}.`;
  const scope = { subject, preheader, organization, first, greeting, body, link, signOff, validity, unexpected };
  return {
    subject,
    html: await invitationHtml(scope),
    text: plain([first, greeting, ...body, [`${BUTTON}:`], [link], ...signOff, [validity, unexpected]]),
    replyTo: replyAddress(template.replyTo),
  };
}

const courtesyHtml = mailLayout(`<mj-text>${paragraphs("body")}</mj-text>`, `<mj-text ${soft}>{{ sender }}</mj-text>`);

/** A short mail that somebody in HR wrote by hand, in the invitation's looks. Nothing in it becomes markup or a header. */
export async function courtesyMail(mail: {
  organization: string;
  subject: string;
  text: string;
  replyTo: string | null;
}): Promise<WrittenMail> {
  const organization = oneLine(mail.organization);
  const subject = oneLine(mail.subject) || `A message from ${organization}`;
  const body = paragraphsOf(mail.text);
  const sender = `Sent by ${organization}.`;
  const scope = { subject, preheader: oneLine(body[0]?.join(" ") ?? ""), organization, body, sender };
  return { subject, html: await courtesyHtml(scope), text: plain([...body, [sender]]), replyTo: replyAddress(mail.replyTo) };
}

function plain(blocks: string[][]): string {
  const filled = blocks.filter((block) => block.length > 0);
  return `${filled.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function replyAddress(given: string | null): string | null {
  return oneLine(given ?? "") || null;
}
