import { findBulkAction } from "@/lib/hires/bulk/data";
import { cancelBulkAction } from "@/lib/hires/bulk/mutations";
import { bulkActionSchema } from "@/lib/hires/bulk/schema";
import { noContent, ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";

export const GET = tenantRoute({
  operationId: "getBulkAction",
  summary: "Get a bulk action with its progress",
  permission: "hires.read",
  reports: true,
  params: idParams("bulkActionId"),
  response: ok(bulkActionSchema),
  audit: { none: "reads" },
  handler: async ({ tx, params }) => {
    const action = await findBulkAction(tx, params.bulkActionId);
    if (!action) throw notFound("bulk action");
    return action;
  },
});

export const DELETE = tenantRoute({
  operationId: "cancelBulkAction",
  summary: "Stop a bulk action; completed changes are kept",
  permission: "hires.edit",
  params: idParams("bulkActionId"),
  response: noContent(),
  audit: "bulk_action.cancelled",
  handler: ({ tx, actor, params, now }) => cancelBulkAction(tx, actor, params.bulkActionId, now),
});
