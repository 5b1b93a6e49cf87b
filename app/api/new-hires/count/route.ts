import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { countMatching } from "@/lib/new-hires/list";
import { newHireConditionsSchema, newHireCountSchema } from "@/lib/new-hires/schema";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  query: newHireConditionsSchema,
  answer: newHireCountSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) =>
    jsonResponse({ count: await inOrganization(actor.organizationId, (tx) => countMatching(tx, actor.organizationId, query)) }),
});
