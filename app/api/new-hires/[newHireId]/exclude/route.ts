import { excludeOne } from "@/lib/hires/many";
import { newHireSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: newHireSchema,
  audit: "new_hire.excluded",
  handler: async ({ actor, params }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => excludeOne(tx, actor, params.newHireId, new Date()))),
});
