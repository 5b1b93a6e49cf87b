// The routes that new hires, Greenhouse, email providers and operators use.

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
