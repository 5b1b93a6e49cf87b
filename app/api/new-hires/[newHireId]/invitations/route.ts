import { sendInvitation, sendRefusal } from "@/lib/hires/mutations";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { toInvitation } from "@/lib/invitations/data";
import { invitationSchema } from "@/lib/invitations/schema";
import { inOrganization } from "@/lib/platform/db";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: invitationSchema,
  audit: "invitation.sent_by_hand",
  handler: async ({ actor, params: { newHireId } }) => {
    const outcome = await inOrganization(actor.organizationId, (tx) => sendInvitation(tx, actor, newHireId, new Date()));
    if (!outcome.ok) throw sendRefusal(outcome);
    return jsonResponse(toInvitation(outcome.invitation), 201);
  },
});
