import { sendInvitation } from "@/lib/hires/mutations";
import { type SendInvitationsResult, sendInvitationsResultSchema, sendInvitationsSchema } from "@/lib/hires/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const POST = defineRoute({
  permission: "hr",
  body: sendInvitationsSchema,
  answer: sendInvitationsResultSchema,
  audit: "invitation.sent_by_hand, one for each that was sent",
  handler: async ({ actor, body }) => {
    const results: SendInvitationsResult["results"] = [];
    // Each in a transaction of its own: what is sent stays sent whatever becomes of the rest.
    for (const id of new Set(body.ids)) {
      const outcome = await inOrganization(actor.organizationId, (tx) => sendInvitation(tx, actor, id, new Date()));
      results.push(outcome.ok ? { id, ok: true } : { id, ok: false, code: outcome.code });
    }
    return jsonResponse({ results });
  },
});
