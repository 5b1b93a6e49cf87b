import { actionBlock, emailLayout, paragraphs, soft } from "@/lib/email/email-layout";
import { oneLine, paragraphsOf } from "@/lib/email/fill-template";
import type { RenderedEmail } from "@/lib/email/invitation-email";
import * as m from "@/lib/messages/generated/email";

/** One of those that a list tells of: its name, which is a link, and a line for each thing to know. */
export interface ListItem {
  title: string;
  link: string;
  lines: readonly string[];
}

export interface ListSection {
  /** Null where the email has one list. */
  heading: string | null;
  items: readonly ListItem[];
  /** What is said of those that are not listed. */
  more: string | null;
}

interface ListEmail {
  organization: string;
  subject: string;
  text: string;
  sections: readonly ListSection[];
  button: string;
  link: string;
  /** Why the reader gets it. */
  reason: string;
  /** Where the reader changes that, in words and as an address. */
  change: string;
  changeLink: string;
}

const html = emailLayout(
  `<mj-text>${paragraphs("body")}</mj-text>
  <mj-text padding="0 0 8px" css-class="list">{% for section in sections %}{% if section.heading %}<h2 style="margin:8px 0 12px;font-size:16px;font-weight:600">{{ section.heading }}</h2>{% endif %}{% for item in section.items %}<p style="margin:0 0 16px"><a href="{{ item.link }}" style="color:#0f5f5c;font-weight:500">{{ item.title }}</a>{% for line in item.lines %}<br />{{ line }}{% endfor %}</p>{% endfor %}{% if section.more %}<p style="margin:0 0 16px">{{ section.more }}</p>{% endif %}{% endfor %}</mj-text>
  ${actionBlock}`,
  `<mj-text ${soft}>{{ reason }} <a href="{{ changeLink }}" style="color:#5c6669">{{ change }}</a></mj-text>`,
);

/** Renders an email from the portal that lists records, each with a link of its own. Values are text and never become markup. */
export async function renderListEmail(email: ListEmail): Promise<RenderedEmail> {
  const { button, link, reason, change, changeLink } = email;
  const organization = oneLine(email.organization);
  const subject = oneLine(email.subject);
  const body = paragraphsOf(email.text);
  const sections = email.sections.map(({ heading, items, more }) => ({
    heading,
    items: items.map((item) => ({ title: oneLine(item.title), link: item.link, lines: item.lines.map(oneLine) })),
    more,
  }));
  const preheader = oneLine(body[0]?.join(" ") ?? "");
  const scope = { subject, preheader, organization, body, sections, button, link, reason, change, changeLink, copyLink: m.copyLink() };
  const listed = sections.flatMap(({ heading, items, more }) => [
    ...(heading === null ? [] : [[heading]]),
    // The button's address follows anyway.
    ...items.map((item) => [item.title, ...item.lines, ...(item.link === link ? [] : [item.link])]),
    ...(more === null ? [] : [[more]]),
  ]);
  const blocks = [...body, ...listed, [`${button}:`], [link], [reason, `${change}: ${changeLink}`]];
  return { subject, html: await html(scope), text: `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`, replyTo: null };
}
