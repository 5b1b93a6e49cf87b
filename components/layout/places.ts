import { LayoutDashboard, ListChecks, type LucideIcon, Mail, Plug, ScrollText, UserCog, Users } from "lucide-react";
import type { Permission } from "@/lib/auth/permissions";
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
} from "@/lib/platform/paths/pages";

interface Place {
  label: () => string;
  href: string;
  Icon: LucideIcon;
  /** What a person must be allowed who finds more there than that it is not for them. */
  permission: Permission;
}

interface PlaceGroup {
  group: (() => string) | null;
  entries: readonly Place[];
}

/** The portal's places, in the groups that EMPTrust's navigation prints. */
const places: readonly PlaceGroup[] = [
  { group: null, entries: [{ label: m.dashboard, href: dashboardPage, Icon: LayoutDashboard, permission: "hires.read" }] },
  { group: m.onboardGroup, entries: [{ label: m.newHires, href: newHiresPage, Icon: Users, permission: "hires.read" }] },
  {
    group: m.settingsGroup,
    entries: [
      { label: m.partnerIntegrations, href: partnerIntegrationsPage, Icon: Plug, permission: "greenhouse.read" },
      { label: m.importAndRecords, href: importSettingsPage, Icon: ListChecks, permission: "settings.manage" },
      // Who may not change them reads when invitations are sent.
      { label: m.invitationSettings, href: invitationSettingsPage, Icon: Mail, permission: "hires.read" },
      { label: m.team, href: teamPage, Icon: UserCog, permission: "team.manage" },
      { label: m.auditLog, href: auditLogPage, Icon: ScrollText, permission: "audit.read" },
    ],
  },
];

/** Returns the places that a person with these permissions finds something at, without groups that have none. */
export function placesFor(permissions: readonly Permission[]): readonly PlaceGroup[] {
  return places
    .map(({ group, entries }) => ({ group, entries: entries.filter(({ permission }) => permissions.includes(permission)) }))
    .filter(({ entries }) => entries.length > 0);
}

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
