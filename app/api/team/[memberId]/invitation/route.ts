import { ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { inviteAgain } from "@/lib/team/mutations";
import { memberSchema } from "@/lib/team/schema";

export const POST = tenantRoute({
  operationId: "inviteMemberAgain",
  summary: "Send someone who has not joined a new link",
  permission: "team.manage",
  params: idParams("memberId"),
  response: ok(memberSchema),
  problems: ["already_joined", "resend_too_soon"],
  audit: "team.invited_again",
  handler: ({ tx, actor, params, now }) => inviteAgain(tx, actor, params.memberId, now),
});
