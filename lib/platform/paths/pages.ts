// The address of every page.

export const dashboardPage = "/";
export const newHiresPage = "/onboard/new-hires";
export const reconciliationPage = "/onboard/new-hires/reconciliation";
export const addHirePage = "/onboard/new-hires/add";
export const newHirePage = "/onboard/new-hires/{newHireId}";
export const partnerIntegrationsPage = "/settings/partner-integrations";
export const greenhousePage = "/settings/partner-integrations/greenhouse";
export const importSettingsPage = "/settings/new-hires";
export const invitationSettingsPage = "/settings/invitations";
export const teamPage = "/settings/team";
export const auditLogPage = "/settings/audit-log";
export const accountPage = "/account";
export const resetRequestPage = "/reset";
export const resetPage = "/reset/{token}";
export const organizationsPage = "/organizations";
export const signInPage = "/sign-in";
export const signedInPage = "/signed-in";
export const joinPage = "/join/{token}";
export const onboardingPage = "/onboarding/{token}";

/** Returns an address that was given in an address, where it is one of this portal; "//host" and "/\\host" are other sites to a browser. */
export function samePortal(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : dashboardPage;
}

/** Returns the address of the page where a person chooses their organization, which leads on to another page. */
export function organizationsBefore(next: string): string {
  return next === organizationsPage ? next : `${organizationsPage}?next=${encodeURIComponent(next)}`;
}

/** Returns the address of the sign-in page that leads on to another page. */
export function signInBefore(next: string): string {
  return `${signInPage}?next=${encodeURIComponent(next)}`;
}
