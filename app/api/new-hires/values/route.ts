import { newHireValuesQuerySchema } from "@/lib/hires/conditions/schema";
import { valuesSchema } from "@/lib/hires/list/schema";
import { valuesInUse } from "@/lib/hires/list/values";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listValues",
  summary: "List the values in use of one field",
  permission: "hires.read",
  query: newHireValuesQuerySchema,
  response: ok(valuesSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, query }) => ({ values: await valuesInUse(tx, actor.organizationId, query.field) }),
});
