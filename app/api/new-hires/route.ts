import { bulkActionsUnderWay } from "@/lib/bulk-actions/data";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { listNewHires } from "@/lib/new-hires/list";
import { newHireListSchema, newHireQuerySchema } from "@/lib/new-hires/schema";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  query: newHireQuerySchema,
  answer: newHireListSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) =>
    jsonResponse(
      await inOrganization(actor.organizationId, async (tx) => ({
        ...(await listNewHires(tx, actor.organizationId, query)),
        bulkActions: await bulkActionsUnderWay(tx),
      })),
    ),
});
