import { LayoutDashboard, ListChecks, Mail, Plug, ScrollText, UserCog, Users } from "lucide-react";
import {
  auditLogPage,
  dashboardPage,
  importSettingsPage,
  invitationSettingsPage,
  newHiresPage,
  partnerIntegrationsPage,
  teamPage,
} from "@/lib/platform/paths";

/** The portal's places, in the groups that EMPTrust's navigation prints. */
export const places = [
  { group: null, entries: [{ label: "Dashboard", href: dashboardPage, Icon: LayoutDashboard }] },
  { group: "EMP-Onboard", entries: [{ label: "View New Hires", href: newHiresPage, Icon: Users }] },
  {
    group: "System Settings",
    entries: [
      { label: "Partner Integrations", href: partnerIntegrationsPage, Icon: Plug },
      { label: "New hires", href: importSettingsPage, Icon: ListChecks },
      { label: "Invitations", href: invitationSettingsPage, Icon: Mail },
      { label: "Team", href: teamPage, Icon: UserCog },
      { label: "Audit log", href: auditLogPage, Icon: ScrollText },
    ],
  },
] as const;

/** Whether a page belongs to a place: it is the place, or lies below it. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
}

/** The name of the place that a page belongs to. */
export function placeName(pathname: string): string {
  for (const { entries } of places) {
    for (const { label, href } of entries) if (isWithin(pathname, href)) return label;
  }
  return "EMPTrust";
}
