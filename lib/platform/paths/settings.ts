// The routes of what an organization decides.

export const invitationSettingsRoute = "/api/settings/invitations";
export const brandingRoute = "/api/settings/branding";
export const uploadLogoRoute = "/api/settings/branding/logo";
export const logoRoute = "/api/settings/branding/logo/{logoId}";
export const previewInvitationRoute = "/api/settings/invitations/preview";
export const testInvitationRoute = "/api/settings/invitations/test";
export const ownFieldsRoute = "/api/settings/fields";
export const compensationSettingRoute = "/api/settings/compensation";
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
