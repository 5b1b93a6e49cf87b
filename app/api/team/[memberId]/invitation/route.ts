import { ok } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";
import { inOrganization } from "@/lib/platform/db";
import { inviteAgain } from "@/lib/team/mutations";
import { memberSchema } from "@/lib/team/schema";
import { countInvitation } from "@/lib/team/throttle";

export const POST = sessionRoute({
  operationId: "inviteMemberAgain",
  summary: "Send someone who has not joined a new link",
  permission: "team.manage",
  params: idParams("memberId"),
  response: ok(memberSchema),
  problems: ["already_joined", "resend_too_soon", "too_many_requests"],
  audit: "team.invited_again",
  handler: async ({ actor, params }) => {
    await countInvitation(actor);
    return inOrganization(actor.organizationId, (tx, now) => inviteAgain(tx, actor, params.memberId, now));
  },
});
