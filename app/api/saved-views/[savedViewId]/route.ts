import { deleteView } from "@/lib/hires/views/mutations";
import { defineRoute, emptyResponse, idParams } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const DELETE = defineRoute({
  permission: "hr",
  params: idParams("savedViewId"),
  audit: "none: one's own way of looking at the list",
  handler: async ({ actor, params }) => {
    await inOrganization(actor.organizationId, (tx) => deleteView(tx, actor, params.savedViewId));
    return emptyResponse();
  },
});
