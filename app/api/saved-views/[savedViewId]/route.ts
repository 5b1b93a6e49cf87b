import { deleteView } from "@/lib/hires/views/mutations";
import { noContent } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";

export const DELETE = tenantRoute({
  operationId: "deleteSavedView",
  summary: "Delete a saved view",
  permission: "views.save",
  params: idParams("savedViewId"),
  response: noContent(),
  audit: { none: "one's own way of looking at the list" },
  handler: ({ tx, actor, params }) => deleteView(tx, actor, params.savedViewId),
});
