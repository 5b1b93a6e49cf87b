import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import { countMatching } from "@/lib/hires/list/list";
import { newHireCountSchema } from "@/lib/hires/list/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "countNewHires",
  summary: "Count the hires that match a filter",
  permission: "hires.read",
  query: newHireConditionsSchema,
  response: ok(newHireCountSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, query }) => ({ count: await countMatching(tx, actor.organizationId, query) }),
});
