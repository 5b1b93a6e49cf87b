import { sendInvitation, sendRefusal } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { created } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { toInvitation } from "@/lib/invitations/data";
import { invitationSchema } from "@/lib/invitations/schema";

export const POST = tenantRoute({
  operationId: "sendInvitation",
  summary: "Send a hire a new invitation",
  permission: "invitations.send",
  params: hireParamsSchema,
  response: created(invitationSchema),
  problems: ["already_started", "withdrawn", "excluded", "suspended", "duplicate_undecided", "fields_missing", "resend_too_soon"],
  audit: "invitation.sent_by_hand",
  handler: async ({ tx, actor, params, now }) => {
    const outcome = await sendInvitation(tx, actor, params.newHireId, now);
    if (!outcome.ok) throw await sendRefusal(tx, outcome);
    return toInvitation(outcome.invitation);
  },
});
