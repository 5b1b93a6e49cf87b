import { emailLayout } from "@/lib/email/email-layout";
import { oneLine, paragraphsOf } from "@/lib/email/fill-template";
import * as layouts from "@/lib/email/generated/layouts";
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

const html = emailLayout(layouts.list);

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
  return { subject, html: html(scope), text: `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`, replyTo: null };
}
