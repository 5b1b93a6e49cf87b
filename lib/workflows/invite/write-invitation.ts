import { renderInvitation } from "@/lib/email/invitation-email";
import { defaultTemplate } from "@/lib/email/template";
import { plainDate } from "@/lib/messages/format";
import { utcDay } from "@/lib/platform/calendar";
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
  return template ?? defaultTemplate();
}

/** Renders an invitation or a reminder for one hire. */
export function writeInvitation(
  hire: Recipient,
  { template, link, expiresAt, kind }: { template: InvitationTemplate; link: string; expiresAt: Date; kind: "invitation" | "reminder" },
) {
  return renderInvitation({
    template,
    kind,
    expires: plainDate(utcDay(expiresAt), "full"),
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
}
