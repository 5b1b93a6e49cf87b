import { LayoutDashboard, ListChecks, Mail, Plug, ScrollText, UserCog, Users } from "lucide-react";
import * as m from "@/lib/messages/generated/layout";
import {
  accountPage,
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
  { group: null, entries: [{ label: m.dashboard, href: dashboardPage, Icon: LayoutDashboard }] },
  { group: m.onboardGroup, entries: [{ label: m.newHires, href: newHiresPage, Icon: Users }] },
  {
    group: m.settingsGroup,
    entries: [
      { label: m.partnerIntegrations, href: partnerIntegrationsPage, Icon: Plug },
      { label: m.importAndRecords, href: importSettingsPage, Icon: ListChecks },
      { label: m.invitationSettings, href: invitationSettingsPage, Icon: Mail },
      { label: m.team, href: teamPage, Icon: UserCog },
      { label: m.auditLog, href: auditLogPage, Icon: ScrollText },
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
    for (const { label, href } of entries) if (isWithin(pathname, href)) return label();
  }
  return pathname === accountPage ? m.account() : "EMPTrust";
}
