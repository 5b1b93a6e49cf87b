import { z } from "zod";
import * as rememberedDevice from "@/app/api/account/factors/devices/[deviceId]/route";
import * as passkey from "@/app/api/account/factors/passkeys/[passkeyId]/route";
import * as passkeyOptions from "@/app/api/account/factors/passkeys/options/route";
import * as passkeys from "@/app/api/account/factors/passkeys/route";
import * as recoveryCodes from "@/app/api/account/factors/recovery-codes/route";
import * as factors from "@/app/api/account/factors/route";
import * as totp from "@/app/api/account/factors/totp/route";
import * as currentOrganization from "@/app/api/account/organizations/current/route";
import * as organizations from "@/app/api/account/organizations/route";
import * as reauthenticationPasskey from "@/app/api/account/reauthentication/passkey/route";
import * as reauthentication from "@/app/api/account/reauthentication/route";
import * as account from "@/app/api/account/route";
import * as ownSession from "@/app/api/account/sessions/[sessionId]/route";
import * as ownSessions from "@/app/api/account/sessions/route";
import * as auditLogExport from "@/app/api/audit-log/export/route";
import * as auditLog from "@/app/api/audit-log/route";
import * as auth from "@/app/api/auth/[...nextauth]/route";
import * as ssoCallback from "@/app/api/auth/sso/[organizationId]/callback/route";
import * as beginSso from "@/app/api/auth/sso/begin/route";
import * as dashboard from "@/app/api/dashboard/route";
import * as live from "@/app/api/health/live/route";
import * as ready from "@/app/api/health/ready/route";
import * as syncJob from "@/app/api/jobs/sync/route";
import * as heldMail from "@/app/api/mail-status/held/route";
import * as releaseMail from "@/app/api/mail-status/release/route";
import * as mailStatus from "@/app/api/mail-status/route";
import * as metrics from "@/app/api/metrics/route";
import * as muteNotice from "@/app/api/notices/[noticeId]/mute/route";
import * as notices from "@/app/api/notices/route";
import * as employerLogo from "@/app/api/onboarding/[token]/logo/route";
import * as note from "@/app/api/onboarding/[token]/note/route";
import * as start from "@/app/api/onboarding/[token]/start/route";
import { hireRoutes } from "@/app/api/openapi.json/hire-routes";
import * as authorize from "@/app/api/partner-integrations/greenhouse/authorize/route";
import * as callback from "@/app/api/partner-integrations/greenhouse/callback/route";
import * as compare from "@/app/api/partner-integrations/greenhouse/compare/route";
import * as doctor from "@/app/api/partner-integrations/greenhouse/doctor/route";
import * as preview from "@/app/api/partner-integrations/greenhouse/preview/route";
import * as greenhouse from "@/app/api/partner-integrations/greenhouse/route";
import * as sync from "@/app/api/partner-integrations/greenhouse/sync/route";
import * as webhookSecret from "@/app/api/partner-integrations/greenhouse/webhook-secret/route";
import * as passkeySignIn from "@/app/api/passkey-sign-in/route";
import * as newPassword from "@/app/api/password-reset/[token]/route";
import * as passwordReset from "@/app/api/password-reset/route";
import * as securityContact from "@/app/api/security-contact/route";
import * as logo from "@/app/api/settings/branding/logo/[logoId]/route";
import * as uploadLogo from "@/app/api/settings/branding/logo/route";
import * as branding from "@/app/api/settings/branding/route";
import * as compensationSetting from "@/app/api/settings/compensation/route";
import * as previewFieldMapping from "@/app/api/settings/field-mapping/preview/route";
import * as fieldMapping from "@/app/api/settings/field-mapping/route";
import * as ownFields from "@/app/api/settings/fields/route";
import * as greenhouseSetting from "@/app/api/settings/greenhouse/route";
import * as previewImportRules from "@/app/api/settings/import-rules/preview/route";
import * as importRules from "@/app/api/settings/import-rules/route";
import * as previewInvitation from "@/app/api/settings/invitations/preview/route";
import * as invitationSettings from "@/app/api/settings/invitations/route";
import * as testInvitation from "@/app/api/settings/invitations/test/route";
import * as packages from "@/app/api/settings/packages/route";
import * as previewRequiredFields from "@/app/api/settings/required-fields/preview/route";
import * as requiredFields from "@/app/api/settings/required-fields/route";
import * as previewRetention from "@/app/api/settings/retention/preview/route";
import * as retentionSetting from "@/app/api/settings/retention/route";
import * as secondFactorSetting from "@/app/api/settings/second-factor/route";
import * as sessionsSetting from "@/app/api/settings/sessions/route";
import * as ssoDomain from "@/app/api/settings/single-sign-on/domains/[domainId]/route";
import * as verifySsoDomain from "@/app/api/settings/single-sign-on/domains/[domainId]/verify/route";
import * as ssoDomains from "@/app/api/settings/single-sign-on/domains/route";
import * as singleSignOn from "@/app/api/settings/single-sign-on/route";
import * as testSingleSignOn from "@/app/api/settings/single-sign-on/test/route";
import * as syncSetting from "@/app/api/settings/sync/route";
import * as setup from "@/app/api/setup/route";
import * as knownRecords from "@/app/api/sync-runs/[runId]/known-records/route";
import * as syncRun from "@/app/api/sync-runs/[runId]/route";
import * as syncRuns from "@/app/api/sync-runs/route";
import * as memberInvitation from "@/app/api/team/[memberId]/invitation/route";
import * as member from "@/app/api/team/[memberId]/route";
import * as memberSessions from "@/app/api/team/[memberId]/sessions/route";
import * as join from "@/app/api/team/join/route";
import * as team from "@/app/api/team/route";
import * as deliveryEvents from "@/app/api/webhooks/email/[provider]/route";
import * as webhook from "@/app/api/webhooks/greenhouse/[integrationId]/route";
import { anyone } from "@/lib/http/access";
import type { Declaration } from "@/lib/http/declaration";
import { type DeclaredPaths, describeApi } from "@/lib/http/openapi";
import { ok } from "@/lib/http/responses";
import { publicRoute, type Route } from "@/lib/http/routes";

export const dynamic = "force-dynamic";

const modules: Record<string, Record<string, unknown>> = {
  ...hireRoutes,
  "/api/account": account,
  "/api/account/reauthentication": reauthentication,
  "/api/account/reauthentication/passkey": reauthenticationPasskey,
  "/api/account/factors": factors,
  "/api/account/factors/totp": totp,
  "/api/account/factors/passkeys": passkeys,
  "/api/account/factors/passkeys/options": passkeyOptions,
  "/api/account/factors/passkeys/{passkeyId}": passkey,
  "/api/account/factors/recovery-codes": recoveryCodes,
  "/api/account/factors/devices/{deviceId}": rememberedDevice,
  "/api/passkey-sign-in": passkeySignIn,
  "/api/password-reset": passwordReset,
  "/api/password-reset/{token}": newPassword,
  "/api/account/organizations": organizations,
  "/api/account/organizations/current": currentOrganization,
  "/api/account/sessions/{sessionId}": ownSession,
  "/api/account/sessions": ownSessions,
  "/api/auth/sso/begin": beginSso,
  "/api/auth/sso/{organizationId}/callback": ssoCallback,
  "/api/settings/single-sign-on": singleSignOn,
  "/api/settings/single-sign-on/test": testSingleSignOn,
  "/api/settings/single-sign-on/domains": ssoDomains,
  "/api/settings/single-sign-on/domains/{domainId}": ssoDomain,
  "/api/settings/single-sign-on/domains/{domainId}/verify": verifySsoDomain,
  "/api/audit-log/export": auditLogExport,
  "/api/audit-log": auditLog,
  "/api/dashboard": dashboard,
  "/api/setup": setup,
  "/api/health/live": live,
  "/api/health/ready": ready,
  "/api/jobs/sync": syncJob,
  "/api/mail-status": mailStatus,
  "/api/mail-status/held": heldMail,
  "/api/mail-status/release": releaseMail,
  "/api/metrics": metrics,
  "/api/security-contact": securityContact,
  "/api/notices/{noticeId}/mute": muteNotice,
  "/api/notices": notices,
  "/api/onboarding/{token}/logo": employerLogo,
  "/api/onboarding/{token}/note": note,
  "/api/onboarding/{token}/start": start,
  "/api/partner-integrations/greenhouse/authorize": authorize,
  "/api/partner-integrations/greenhouse/callback": callback,
  "/api/partner-integrations/greenhouse/compare": compare,
  "/api/partner-integrations/greenhouse/preview": preview,
  "/api/partner-integrations/greenhouse": greenhouse,
  "/api/partner-integrations/greenhouse/sync": sync,
  "/api/partner-integrations/greenhouse/webhook-secret": webhookSecret,
  "/api/partner-integrations/greenhouse/doctor": doctor,
  "/api/settings/field-mapping/preview": previewFieldMapping,
  "/api/settings/field-mapping": fieldMapping,
  "/api/settings/fields": ownFields,
  "/api/settings/compensation": compensationSetting,
  "/api/settings/import-rules/preview": previewImportRules,
  "/api/settings/import-rules": importRules,
  "/api/settings/invitations/preview": previewInvitation,
  "/api/settings/invitations": invitationSettings,
  "/api/settings/invitations/test": testInvitation,
  "/api/settings/packages": packages,
  "/api/settings/required-fields/preview": previewRequiredFields,
  "/api/settings/required-fields": requiredFields,
  "/api/settings/greenhouse": greenhouseSetting,
  "/api/settings/second-factor": secondFactorSetting,
  "/api/settings/branding": branding,
  "/api/settings/branding/logo": uploadLogo,
  "/api/settings/branding/logo/{logoId}": logo,
  "/api/settings/sessions": sessionsSetting,
  "/api/settings/retention": retentionSetting,
  "/api/settings/retention/preview": previewRetention,
  "/api/settings/sync": syncSetting,
  "/api/sync-runs/{runId}": syncRun,
  "/api/sync-runs/{runId}/known-records": knownRecords,
  "/api/sync-runs": syncRuns,
  "/api/team/{memberId}/sessions": memberSessions,
  "/api/team/{memberId}/invitation": memberInvitation,
  "/api/team/{memberId}": member,
  "/api/team/join": join,
  "/api/team": team,
  "/api/webhooks/email/{provider}": deliveryEvents,
  "/api/webhooks/greenhouse/{integrationId}": webhook,
};

/** Returns the API's own description, made from what its routes declare. */
export const GET: Route = publicRoute({
  operationId: "getApiDescription",
  summary: "Get this description",
  access: anyone,
  response: ok(z.looseObject({ openapi: z.string() })),
  audit: { none: "says what the program can do, nothing about anyone" },
  handler: async () => describeApi({ ...declaredPaths(), "/api/openapi.json": { GET: GET.declaration } }),
});

function declaredPaths(): DeclaredPaths {
  const declared: Record<string, Record<string, Declaration>> = { ...auth.GET.doors };
  for (const [path, module] of Object.entries(modules)) {
    declared[path] = Object.fromEntries(
      Object.entries(module).flatMap(([verb, route]): [string, Declaration][] => (isRoute(route) ? [[verb, route.declaration]] : [])),
    );
  }
  return declared;
}

function isRoute(exported: unknown): exported is Route {
  return typeof exported === "function" && "declaration" in exported;
}
