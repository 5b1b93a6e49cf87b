import { bulkActionLimit } from "@/lib/auth/throttle";
import { undoBulkAction } from "@/lib/hires/bulk/mutations";
import { bulkActionStartedSchema } from "@/lib/hires/bulk/schema";
import { accepted } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "undoBulkAction",
  summary: "Undo a bulk action: of each hire what it changed, where that still holds; emails that were sent are not undone",
  permission: "hires.edit",
  limit: bulkActionLimit,
  params: idParams("bulkActionId"),
  response: accepted(bulkActionStartedSchema),
  problems: ["cannot_undo"],
  audit: "bulk_action.undone",
  handler: async ({ tx, actor, params, now }) => ({ id: await undoBulkAction(tx, actor, params.bulkActionId, now), change: null }),
});
