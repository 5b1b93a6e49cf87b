import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import { countForScreen } from "@/lib/hires/list/count";
import { newHireCountSchema } from "@/lib/hires/list/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "countNewHires",
  summary: "Count the hires that match a filter, up to 10,000",
  permission: "hires.read",
  query: newHireConditionsSchema,
  response: ok(newHireCountSchema),
  audit: { none: "reads" },
  handler: ({ tx, actor, query }) => countForScreen(tx, actor.organizationId, query),
});
