import { sendInvitationsResultSchema, sendInvitationsSchema } from "@/lib/hires/list/schema";
import { sendInvitations } from "@/lib/hires/mutations";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "sendInvitations",
  summary: "Send new invitations to several hires",
  permission: "invitations.send",
  body: jsonBody(sendInvitationsSchema),
  response: ok(sendInvitationsResultSchema),
  audit: "invitation.sent_by_hand",
  handler: async ({ tx, actor, body, now }) => {
    const outcomes = await sendInvitations(tx, actor, [...new Set(body.ids)], now);
    return { results: [...outcomes].map(([id, outcome]) => (outcome.ok ? { id, ok: true } : { id, ok: false, code: outcome.code })) };
  },
});
