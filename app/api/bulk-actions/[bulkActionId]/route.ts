import { findBulkAction } from "@/lib/hires/bulk/data";
import { cancelBulkAction } from "@/lib/hires/bulk/mutations";
import { bulkActionSchema } from "@/lib/hires/bulk/schema";
import { defineRoute, emptyResponse, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("bulkActionId"),
  answer: bulkActionSchema,
  audit: "none: reads",
  handler: async ({ actor, params }) => {
    const action = await inOrganization(actor.organizationId, (tx) => findBulkAction(tx, params.bulkActionId));
    if (!action) throw notFound("bulk action");
    return jsonResponse(action);
  },
});

export const DELETE = defineRoute({
  permission: "hr",
  params: idParams("bulkActionId"),
  audit: "bulk_action.cancelled",
  handler: async ({ actor, params }) => {
    await inOrganization(actor.organizationId, (tx) => cancelBulkAction(tx, actor, params.bulkActionId, new Date()));
    return emptyResponse();
  },
});
