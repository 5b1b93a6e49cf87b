import { z } from "zod";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { valuesInUse } from "@/lib/new-hires/list";
import { valueFields, valuesSchema } from "@/lib/new-hires/schema";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  query: z.object({ field: z.enum(valueFields) }),
  answer: valuesSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) =>
    jsonResponse({ values: await inOrganization(actor.organizationId, (tx) => valuesInUse(tx, actor.organizationId, query.field)) }),
});
