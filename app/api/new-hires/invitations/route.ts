import { sendInvitationsResultSchema, sendInvitationsSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { sendInvitations } from "@/lib/workflows/invite/send-invitations";

export const POST = sessionRoute({
  operationId: "sendInvitations",
  summary: "Send new invitations to several hires",
  permission: "hr",
  body: jsonBody(sendInvitationsSchema),
  response: ok(sendInvitationsResultSchema),
  audit: "invitation.sent_by_hand",
  handler: async ({ actor, body }) => ({ results: await sendInvitations(actor, body.ids) }),
});
