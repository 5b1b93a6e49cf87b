import { defineRoute, emptyResponse, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { changeMember, removeMember } from "@/lib/team/mutations";
import { changeMemberSchema, memberSchema } from "@/lib/team/schema";

export const PATCH = defineRoute({
  permission: "admin",
  params: idParams("memberId"),
  body: changeMemberSchema,
  answer: memberSchema,
  audit: "team.role_changed, team.renamed",
  handler: async ({ actor, params, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => changeMember(tx, actor, params.memberId, body))),
});

export const DELETE = defineRoute({
  permission: "admin",
  params: idParams("memberId"),
  audit: "team.removed",
  handler: async ({ actor, params }) => {
    await inOrganization(actor.organizationId, (tx) => removeMember(tx, actor, params.memberId));
    return emptyResponse();
  },
});
