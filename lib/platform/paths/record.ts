// The routes of one hire's record.

export const newHireRoute = "/api/new-hires/{newHireId}";
export const checkRoute = "/api/new-hires/{newHireId}/check";
export const courtesyMailRoute = "/api/new-hires/{newHireId}/courtesy-mail";
export const eraseRoute = "/api/new-hires/{newHireId}/erase";
export const personalDataRoute = "/api/new-hires/{newHireId}/personal-data";
export const compensationRoute = "/api/new-hires/{newHireId}/compensation";
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
