import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { inviteAgain } from "@/lib/team/mutations";
import { memberSchema } from "@/lib/team/schema";

export const POST = defineRoute({
  permission: "admin",
  params: idParams("memberId"),
  answer: memberSchema,
  audit: "team.invited_again",
  handler: async ({ actor, params }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => inviteAgain(tx, actor, params.memberId, new Date()))),
});
