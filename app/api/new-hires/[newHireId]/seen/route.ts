import { markSeen } from "@/lib/hires/mutations";
import { newHireSchema, seenSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  body: seenSchema,
  answer: newHireSchema,
  audit: "new_hire.seen",
  handler: async ({ actor, params, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => markSeen(tx, actor, params.newHireId, body.attention, new Date()))),
});
