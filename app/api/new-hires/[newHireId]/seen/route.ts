import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { markSeen } from "@/lib/new-hires/mutations";
import { newHireSchema, seenSchema } from "@/lib/new-hires/schema";
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
