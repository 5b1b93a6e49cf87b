import { type EmailLook, ownLook } from "@/lib/email/email-layout";
import { invitationRenderer } from "@/lib/email/invitation-email";
import { defaultTemplate } from "@/lib/email/template";
import { clockTime, dateOf, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/email";
import { env } from "@/lib/platform/env";
import { type Accents, accentsOf } from "@/lib/settings/branding/accent";
import { type ShownBranding, type StoredLogo, screenSize } from "@/lib/settings/branding/data";
import type { InvitationTemplate, SettingValue } from "@/lib/settings/schema";

/** The values of a hire that an invitation uses. */
export interface Recipient {
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  jobTitle: string | null;
  startDate: string | null;
  managerName: string | null;
  organization: { name: string };
}

/** The columns that a `Recipient` consists of. */
export const recipientColumns = {
  firstName: true,
  lastName: true,
  preferredName: true,
  jobTitle: true,
  startDate: true,
  managerName: true,
  organization: { select: { name: true } },
} as const;

/** Returns the organization's template, or the default one. */
export function templateOf({ template }: Pick<SettingValue<"invitations">, "template">): InvitationTemplate {
  return template ?? defaultTemplate({ hasForms: env().ONBOARDING_URL !== undefined });
}

/** What an organization's invitations are written from. */
export interface Writing {
  template: InvitationTemplate;
  /** The employer's calendar. */
  timeZone: string;
  branding: ShownBranding;
}

/** What one of them has of its own, beside the hire. */
interface Sending {
  link: string;
  expiresAt: Date;
  kind: "invitation" | "reminder";
}

/**
 * Returns what writes an organization's invitations and reminders, in the employer's look. Its logo, if any, comes along as an attachment that
 * the HTML names.
 */
export function invitationWriter({ template, timeZone, branding }: Writing) {
  const render = invitationRenderer({ template, look: lookOf(branding), contact: contactOf(branding) });
  const attachments = branding.logo === null ? [] : [inlineLogo(branding.logo)];
  return async (hire: Recipient, { link, expiresAt, kind }: Sending) => {
    const email = await render({
      kind,
      expires: m.expiry({ day: dateOf(expiresAt, timeZone, "full"), time: clockTime(expiresAt, timeZone, "named") }),
      values: {
        firstName: hire.preferredName ?? hire.firstName,
        lastName: hire.lastName,
        jobTitle: hire.jobTitle,
        startDate: hire.startDate === null ? null : plainDate(hire.startDate, "full"),
        managerName: hire.managerName,
        organization: hire.organization.name,
        link,
      },
    });
    return { ...email, attachments };
  };
}

const LOGO_CID = "logo@emptrust";

function inlineLogo({ png }: StoredLogo) {
  return {
    cid: LOGO_CID,
    filename: "logo.png",
    contentType: "image/png",
    contentDisposition: "inline" as const,
    content: Buffer.from(png),
  };
}

/** Returns the HTML of an email as it stands on its own, with its pictures in it. */
export function withPictures(html: string, { logo }: ShownBranding): string {
  if (logo === null) return html;
  return html.replaceAll(`cid:${LOGO_CID}`, `data:image/png;base64,${Buffer.from(logo.png).toString("base64")}`);
}

function lookOf({ accent, logo }: ShownBranding): EmailLook | undefined {
  if (accent === null && logo === null) return undefined;
  const accents = accent === null ? {} : emailColors(accentsOf(accent));
  const shown = logo && { source: `cid:${LOGO_CID}`, ...screenSize(logo) };
  return { ...ownLook, ...accents, logo: shown };
}

function emailColors({ light, dark, onDark }: Accents): Pick<EmailLook, "accent" | "accentOnDark" | "textOnAccent"> {
  return { accent: light, accentOnDark: dark, textOnAccent: onDark };
}

/** Returns whom a new hire can ask; undefined where the organization named no contact. */
function contactOf({ contactName, contactEmail }: ShownBranding): { words: string; address: string | null } | undefined {
  if (contactName !== null && contactEmail !== null) {
    return { words: m.nameAndAddress({ name: contactName, address: contactEmail }), address: contactEmail };
  }
  const words = contactName ?? contactEmail;
  return words === null ? undefined : { words, address: contactEmail };
}
