// The routes of the connection with Greenhouse and its syncs.

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
