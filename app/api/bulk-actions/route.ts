import { bulkActionLimit } from "@/lib/auth/throttle";
import { latestBulkActions } from "@/lib/hires/bulk/data";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { isUndoable } from "@/lib/hires/bulk/rules";
import { bulkActionInputSchema, bulkActionListSchema, bulkActionStartedSchema } from "@/lib/hires/bulk/schema";
import { jsonBody } from "@/lib/http/bodies";
import { accepted, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listBulkActions",
  summary: "List the latest bulk actions",
  permission: "hires.read",
  reports: true,
  response: ok(bulkActionListSchema),
  audit: { none: "reads" },
  handler: async ({ tx }) => ({ items: await latestBulkActions(tx) }),
});

export const POST = tenantRoute({
  operationId: "startBulkAction",
  summary: "Start a bulk action",
  permission: "hires.edit",
  limit: bulkActionLimit,
  body: jsonBody(bulkActionInputSchema),
  response: accepted(bulkActionStartedSchema),
  audit: ["bulk_action.send", "bulk_action.set_field", "bulk_action.exclude", "bulk_action.include"],
  handler: async ({ tx, actor, body }) => {
    const id = await startBulkAction(tx, actor, body);
    return { id, change: isUndoable({ ...body, undoesId: null }) ? id : null };
  },
});
