import {
  accountPage,
  auditLogPage,
  dashboardPage,
  greenhousePage,
  importSettingsPage,
  invitationSettingsPage,
  newHiresPage,
  partnerIntegrationsPage,
  teamPage,
} from "@/lib/platform/paths/pages";

/** The addresses of every screen behind the sign-in, but for the records'. */
export const screens = [
  dashboardPage,
  newHiresPage,
  partnerIntegrationsPage,
  greenhousePage,
  importSettingsPage,
  invitationSettingsPage,
  teamPage,
  auditLogPage,
  accountPage,
];
