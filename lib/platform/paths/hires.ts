// The routes of the list of hires, and of what is done with many of them.

export const newHiresRoute = "/api/new-hires";
export const newHireRowsRoute = "/api/new-hires/rows";
export const newHireCountRoute = "/api/new-hires/count";
export const newHireValuesRoute = "/api/new-hires/values";
export const newHireExportRoute = "/api/new-hires/export";
export const newHireInvitationsRoute = "/api/new-hires/invitations";
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
