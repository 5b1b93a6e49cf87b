import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { ignoreOne } from "@/lib/new-hires/bulk";
import { newHireSchema } from "@/lib/new-hires/schema";
import { inOrganization } from "@/lib/platform/db";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: newHireSchema,
  audit: "new_hire.ignored",
  handler: async ({ actor, params }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => ignoreOne(tx, actor, params.newHireId, new Date()))),
});
