import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import { newHireListSchema } from "@/lib/hires/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listNewHires",
  summary: "List hires, filtered and sorted",
  permission: "hires.read",
  query: newHireQuerySchema,
  response: ok(newHireListSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, query }) => ({
    ...(await listNewHires(tx, actor.organizationId, query)),
    bulkActions: await bulkActionsUnderWay(tx),
  }),
});
