import { previewBulkAction } from "@/lib/hires/bulk/preview";
import { bulkActionInputSchema, bulkPreviewSchema } from "@/lib/hires/bulk/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "previewBulkAction",
  summary: "Count what a bulk action would do, without doing it",
  permission: "hires.edit",
  body: jsonBody(bulkActionInputSchema),
  response: ok(bulkPreviewSchema),
  audit: { none: "changes nothing" },
  handler: ({ tx, actor, body, now }) => previewBulkAction(tx, actor, body, now),
});
