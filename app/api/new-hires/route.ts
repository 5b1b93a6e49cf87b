import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { listNewHires } from "@/lib/hires/list/list";
import { newHireListSchema, newHireQuerySchema } from "@/lib/hires/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
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
