import { endSessionsOfMember } from "@/lib/auth/accounts/sessions";
import { noContent } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";

export const DELETE = tenantRoute({
  operationId: "endMemberSessions",
  summary: "Sign a team member out of this organization, in every browser",
  permission: "team.manage",
  fresh: true,
  params: idParams("memberId"),
  response: noContent(),
  audit: "team.signed_out",
  handler: ({ tx, actor, params }) => endSessionsOfMember(tx, actor, params.memberId),
});
