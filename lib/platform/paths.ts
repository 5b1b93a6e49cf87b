// The address of every page and API route. Each is a constant of its own, so that a page carries only those it uses.

export const dashboardPage = "/";
export const newHiresPage = "/onboard/new-hires";
export const reconciliationPage = "/onboard/new-hires/reconciliation";
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

export const newHiresRoute = "/api/new-hires";
export const newHireCountRoute = "/api/new-hires/count";
export const newHireValuesRoute = "/api/new-hires/values";
export const newHireExportRoute = "/api/new-hires/export";
export const newHireInvitationsRoute = "/api/new-hires/invitations";
export const newHireRoute = "/api/new-hires/{newHireId}";
export const checkRoute = "/api/new-hires/{newHireId}/check";
export const courtesyMailRoute = "/api/new-hires/{newHireId}/courtesy-mail";
export const eraseRoute = "/api/new-hires/{newHireId}/erase";
export const personalDataRoute = "/api/new-hires/{newHireId}/personal-data";
export const documentsRoute = "/api/new-hires/{newHireId}/documents";
export const documentRoute = "/api/new-hires/{newHireId}/documents/{documentId}";
export const duplicateRoute = "/api/new-hires/{newHireId}/duplicate";
export const suspensionRoute = "/api/new-hires/{newHireId}/suspension";
export const excludeRoute = "/api/new-hires/{newHireId}/exclude";
export const includeRoute = "/api/new-hires/{newHireId}/include";
export const invitationsRoute = "/api/new-hires/{newHireId}/invitations";
export const invitationPlanRoute = "/api/new-hires/{newHireId}/invitation-plan";
export const seenRoute = "/api/new-hires/{newHireId}/seen";
export const undoRoute = "/api/new-hires/{newHireId}/undo";
export const timelineRoute = "/api/new-hires/{newHireId}/timeline";
export const savedViewsRoute = "/api/saved-views";
export const savedViewRoute = "/api/saved-views/{savedViewId}";
export const listLayoutRoute = "/api/list-layout";
export const bulkActionsRoute = "/api/bulk-actions";
export const bulkActionRoute = "/api/bulk-actions/{bulkActionId}";
export const previewBulkRoute = "/api/bulk-actions/preview";
export const undoBulkRoute = "/api/bulk-actions/{bulkActionId}/undo";
export const bulkReportRoute = "/api/bulk-actions/{bulkActionId}/report";

export const dashboardRoute = "/api/dashboard";
export const setupRoute = "/api/setup";
export const noticesRoute = "/api/notices";
export const muteNoticeRoute = "/api/notices/{noticeId}/mute";
export const mailStatusRoute = "/api/mail-status";
export const heldMailRoute = "/api/mail-status/held";
export const releaseMailRoute = "/api/mail-status/release";
export const auditLogRoute = "/api/audit-log";
export const auditExportRoute = "/api/audit-log/export";
export const teamRoute = "/api/team";
export const joinRoute = "/api/team/join";
export const memberRoute = "/api/team/{memberId}";
export const memberSessionsRoute = "/api/team/{memberId}/sessions";
export const memberInvitationRoute = "/api/team/{memberId}/invitation";

export const greenhouseRoute = "/api/partner-integrations/greenhouse";
export const syncRoute = "/api/partner-integrations/greenhouse/sync";
export const previewSyncRoute = "/api/partner-integrations/greenhouse/preview";
export const compareRoute = "/api/partner-integrations/greenhouse/compare";
export const authorizeRoute = "/api/partner-integrations/greenhouse/authorize";
export const approvalRoute = "/api/partner-integrations/greenhouse/callback";
export const webhookSecretRoute = "/api/partner-integrations/greenhouse/webhook-secret";
export const doctorRoute = "/api/partner-integrations/greenhouse/doctor";
export const reconciliationRoute = "/api/reconciliation";
export const reconciliationExportRoute = "/api/reconciliation/export";
export const syncRunsRoute = "/api/sync-runs";
export const syncRunRoute = "/api/sync-runs/{runId}";
export const knownRecordsRoute = "/api/sync-runs/{runId}/known-records";

export const invitationSettingsRoute = "/api/settings/invitations";
export const brandingRoute = "/api/settings/branding";
export const uploadLogoRoute = "/api/settings/branding/logo";
export const logoRoute = "/api/settings/branding/logo/{logoId}";
export const previewInvitationRoute = "/api/settings/invitations/preview";
export const testInvitationRoute = "/api/settings/invitations/test";
export const requiredFieldsRoute = "/api/settings/required-fields";
export const previewRequiredFieldsRoute = "/api/settings/required-fields/preview";
export const fieldMappingRoute = "/api/settings/field-mapping";
export const previewFieldMappingRoute = "/api/settings/field-mapping/preview";
export const importRulesRoute = "/api/settings/import-rules";
export const previewImportRulesRoute = "/api/settings/import-rules/preview";
export const packagesRoute = "/api/settings/packages";
export const syncSettingRoute = "/api/settings/sync";
export const sessionsSettingRoute = "/api/settings/sessions";
export const secondFactorSettingRoute = "/api/settings/second-factor";
export const greenhouseSettingRoute = "/api/settings/greenhouse";
export const retentionRoute = "/api/settings/retention";
export const previewRetentionRoute = "/api/settings/retention/preview";

export const singleSignOnRoute = "/api/settings/single-sign-on";
export const testSingleSignOnRoute = "/api/settings/single-sign-on/test";
export const ssoDomainsRoute = "/api/settings/single-sign-on/domains";
export const ssoDomainRoute = "/api/settings/single-sign-on/domains/{domainId}";
export const verifyDomainRoute = "/api/settings/single-sign-on/domains/{domainId}/verify";
export const beginSsoRoute = "/api/auth/sso/begin";
export const ssoCallbackRoute = "/api/auth/sso/{organizationId}/callback";

export const accountRoute = "/api/account";
export const reauthenticationRoute = "/api/account/reauthentication";
export const reauthenticationPasskeyRoute = "/api/account/reauthentication/passkey";
export const factorsRoute = "/api/account/factors";
export const totpRoute = "/api/account/factors/totp";
export const passkeysRoute = "/api/account/factors/passkeys";
export const passkeyOptionsRoute = "/api/account/factors/passkeys/options";
export const passkeyRoute = "/api/account/factors/passkeys/{passkeyId}";
export const recoveryCodesRoute = "/api/account/factors/recovery-codes";
export const rememberedDeviceRoute = "/api/account/factors/devices/{deviceId}";
export const passkeySignInRoute = "/api/passkey-sign-in";
export const passwordResetRoute = "/api/password-reset";
export const newPasswordRoute = "/api/password-reset/{token}";
export const organizationsRoute = "/api/account/organizations";
export const currentOrganizationRoute = "/api/account/organizations/current";
export const ownSessionsRoute = "/api/account/sessions";
export const ownSessionRoute = "/api/account/sessions/{sessionId}";

export const onboardingLogoRoute = "/api/onboarding/{token}/logo";
export const startOnboardingRoute = "/api/onboarding/{token}/start";
export const noteRoute = "/api/onboarding/{token}/note";
export const greenhouseWebhookRoute = "/api/webhooks/greenhouse/{integrationId}";
export const deliveryEventsRoute = "/api/webhooks/email/{provider}";
export const openApiRoute = "/api/openapi.json";
export const livenessRoute = "/api/health/live";
export const readinessRoute = "/api/health/ready";
export const metricsRoute = "/api/metrics";
export const securityContactRoute = "/api/security-contact";
export const syncJobRoute = "/api/jobs/sync";

/** next-auth's own routes; it decides what lies below `/api/auth`. */
export const csrfRoute = "/api/auth/csrf";
export const credentialsRoute = "/api/auth/callback/credentials";
export const signOutRoute = "/api/auth/signout";

type Values<Address extends string> = Address extends `${string}{${string}}${infer Rest}` ? [value: string, ...Values<Rest>] : [];

/** Returns an address with its places filled in, in their order: `path(newHirePage, id)`. */
export function path<Address extends string>(address: Address, ...values: Values<Address>): string {
  return values.reduce<string>((filled, value) => filled.replace(/\{\w+\}/, () => encodeURIComponent(value)), address);
}

/**
 * Returns parameters as two queries, without what is not set: `open` for an address, and those named by `apart`, which may name a person. An
 * address that is sent is kept in histories and logs, so these are sent and shown in another way.
 */
export function splitQuery<Params extends object>(
  params: Params,
  apart: readonly (keyof Params & string)[],
): Record<"open" | "apart", URLSearchParams> {
  const split = { open: new URLSearchParams(), apart: new URLSearchParams() };
  for (const [name, value] of Object.entries(params)) {
    const part = apart.some((one) => one === name) ? split.apart : split.open;
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== "") part.append(name, String(one));
  }
  return split;
}

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
