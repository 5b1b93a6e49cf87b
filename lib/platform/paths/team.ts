// The routes of the team and the audit log.

export const auditLogRoute = "/api/audit-log";
export const auditExportRoute = "/api/audit-log/export";
export const teamRoute = "/api/team";
export const joinRoute = "/api/team/join";
export const memberRoute = "/api/team/{memberId}";
export const memberSessionsRoute = "/api/team/{memberId}/sessions";
export const memberInvitationRoute = "/api/team/{memberId}/invitation";
