import { latestBulkActions } from "@/lib/hires/bulk/data";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { bulkActionInputSchema, bulkActionListSchema, bulkActionStartedSchema } from "@/lib/hires/bulk/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  answer: bulkActionListSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse({ items: await inOrganization(actor.organizationId, latestBulkActions) }),
});

export const POST = defineRoute({
  permission: "hr",
  body: bulkActionInputSchema,
  answer: bulkActionStartedSchema,
  audit: "bulk_action.send, .set_field, .exclude, .include; and what it does to each hire",
  handler: async ({ actor, body }) =>
    jsonResponse({ id: await inOrganization(actor.organizationId, (tx) => startBulkAction(tx, actor, body)) }, 202),
});
