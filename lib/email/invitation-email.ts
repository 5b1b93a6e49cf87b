import { randomUUID } from "node:crypto";
import { type EmailLook, emailLayout, escaped } from "@/lib/email/email-layout";
import { fillTemplate, oneLine, paragraphsOf, type TemplateValues } from "@/lib/email/fill-template";
import * as layouts from "@/lib/email/generated/layouts";
import type { EmailTemplate } from "@/lib/email/template";
import * as m from "@/lib/messages/generated/email";

export interface RenderedEmail {
  /** One line. */
  subject: string;
  html: string;
  text: string;
  replyTo: string | null;
}

export interface InvitationEmail {
  template: EmailTemplate;
  values: TemplateValues;
  /** When the link expires, as it is shown. */
  expires: string;
  /** The employer's look; the portal's own without. */
  look?: EmailLook | undefined;
  /** Whom to ask, as it is shown, and the address for replies where the template has none. */
  contact?: { words: string; address: string | null } | undefined;
  kind: "invitation" | "reminder";
}

const invitationHtml = emailLayout(layouts.invitation);

/**
 * Renders an invitation or a reminder from an organization's template. Both parts contain the link, whether or not the template
 * does. Values are text and never become markup, a variable, or a second line of the subject. Rejects for a template with
 * `templateProblems`.
 */
export async function renderInvitation({ template, values, expires, kind, look, contact }: InvitationEmail): Promise<RenderedEmail> {
  const filled = fillTemplate(template, values);
  const link = oneLine(values.link);
  const organization = oneLine(values.organization ?? "");
  const subject = kind === "reminder" ? m.reminderSubject({ subject: filled.subject }) : filled.subject;
  const reminder = kind === "reminder" ? [organization ? m.reminderAt({ organization }) : m.reminder()] : [];
  const greeting = filled.greeting === "" ? [] : [filled.greeting];
  const [body, signOff] = [paragraphsOf(filled.body), paragraphsOf(filled.signOff)];
  const validity = m.linkIsPrivate({ day: oneLine(expires) });
  const questions = contact ? [m.questions({ contact: oneLine(contact.words) })] : [];
  const unexpected = m.unexpected();
  const button = m.start();
  const preheader = reminder[0] ?? (organization ? m.preheaderAt({ organization }) : m.preheader());
  const scope = {
    subject,
    preheader,
    organization,
    reminder,
    greeting,
    body,
    button,
    link,
    signOff,
    validity,
    questions,
    unexpected,
    copyLink: m.copyLink(),
    ...(look ? { look } : {}),
  };
  return {
    subject,
    html: invitationHtml(scope),
    text: plainText([reminder, greeting, ...body, [`${button}:`], [link], ...signOff, [validity, ...questions, unexpected]]),
    replyTo: replyAddress(template.replyTo ?? contact?.address ?? null),
  };
}

/** What all invitations of an organization have in common. */
export type InvitationStyle = Pick<InvitationEmail, "template" | "look" | "contact">;

// Stands for a value until it is filled in: no text has it, and nothing that closes up or splits a text changes it.
const MARK = `V${randomUUID().replaceAll("-", "")}`;
const marks = new RegExp(`${MARK}(\\w+?)E`, "g");

/**
 * Returns what renders the invitations of one organization, each exactly as `renderInvitation` does. Those that miss the same values are rendered
 * once, and the values are then filled in, which takes a tenth as long as rendering.
 */
export function invitationRenderer(style: InvitationStyle) {
  const blanks = new Map<string, Promise<RenderedEmail>>();
  return async ({ values, expires, kind }: Omit<InvitationEmail, keyof InvitationStyle>): Promise<RenderedEmail> => {
    const lines = Object.entries({ ...values, expires }).map(([name, value]) => [name, oneLine(value ?? "")] as const);
    const known = new Map<string, string>(lines.filter(([, line]) => line !== ""));
    // Around a name that is missing the text closes up, and what follows may begin the sentence.
    if (!known.has("firstName") || !known.has("lastName")) return renderInvitation({ ...style, values, expires, kind });
    const shape = `${kind} ${[...known.keys()].join(" ")}`;
    const blank = blanks.get(shape) ?? renderBlank(style, kind, known);
    blanks.set(shape, blank);
    const { subject, html, text, replyTo } = await blank;
    const fill = (part: string, shown: (value: string) => string) =>
      part.replace(marks, (_mark, name: string) => shown(known.get(name) ?? ""));
    return { subject: fill(subject, String), html: fill(html, escaped), text: fill(text, String), replyTo };
  };
}

/** Renders an invitation with a mark in place of each value that is known. */
function renderBlank(style: InvitationStyle, kind: InvitationEmail["kind"], known: ReadonlyMap<string, string>): Promise<RenderedEmail> {
  const mark = (name: string) => (known.has(name) ? `${MARK}${name}E` : null);
  return renderInvitation({
    ...style,
    kind,
    expires: mark("expires") ?? "",
    values: {
      firstName: mark("firstName"),
      lastName: mark("lastName"),
      jobTitle: mark("jobTitle"),
      startDate: mark("startDate"),
      organization: mark("organization"),
      managerName: mark("managerName"),
      link: mark("link") ?? "",
    },
  });
}

const courtesyHtml = emailLayout(layouts.courtesy);

/** Renders an email that HR wrote by hand, in the invitation's layout. Its text never becomes markup or a header. */
export async function renderCourtesyEmail(email: {
  organization: string;
  subject: string;
  text: string;
  replyTo: string | null;
}): Promise<RenderedEmail> {
  const organization = oneLine(email.organization);
  const subject = oneLine(email.subject) || m.messageFrom({ organization });
  const body = paragraphsOf(email.text);
  const sender = m.sentBy({ organization });
  const scope = { subject, preheader: oneLine(body[0]?.join(" ") ?? ""), organization, body, sender };
  return { subject, html: courtesyHtml(scope), text: plainText([...body, [sender]]), replyTo: replyAddress(email.replyTo) };
}

function plainText(blocks: string[][]): string {
  const nonEmpty = blocks.filter((block) => block.length > 0);
  return `${nonEmpty.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function replyAddress(given: string | null): string | null {
  return oneLine(given ?? "") || null;
}
