import { z } from "zod";
import { valuesInUse } from "@/lib/hires/list/list";
import { valueFields, valuesSchema } from "@/lib/hires/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  query: z.object({ field: z.enum(valueFields) }),
  answer: valuesSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) =>
    jsonResponse({ values: await inOrganization(actor.organizationId, (tx) => valuesInUse(tx, actor.organizationId, query.field)) }),
});
