import { countMatching } from "@/lib/hires/list/list";
import { newHireConditionsSchema, newHireCountSchema } from "@/lib/hires/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  query: newHireConditionsSchema,
  answer: newHireCountSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) =>
    jsonResponse({ count: await inOrganization(actor.organizationId, (tx) => countMatching(tx, actor.organizationId, query)) }),
});
