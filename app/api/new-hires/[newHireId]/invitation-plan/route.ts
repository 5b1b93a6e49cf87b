import { planInvitation } from "@/lib/hires/mutations";
import { newHireSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { planChangeSchema } from "@/lib/invitations/schema";
import { inOrganization } from "@/lib/platform/db";

export const PUT = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  body: planChangeSchema,
  answer: newHireSchema,
  audit: "invitation.planned",
  handler: async ({ actor, params, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => planInvitation(tx, actor, params.newHireId, body, new Date()))),
});
