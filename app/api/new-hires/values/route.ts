import { z } from "zod";
import { valuesInUse } from "@/lib/hires/list/list";
import { valueFields, valuesSchema } from "@/lib/hires/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listValues",
  summary: "List the values in use of one field",
  permission: "hires.read",
  query: z.object({ field: z.enum(valueFields) }),
  response: ok(valuesSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, query }) => ({ values: await valuesInUse(tx, actor.organizationId, query.field) }),
});
