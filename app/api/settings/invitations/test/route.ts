import { jsonBody } from "@/lib/http/bodies";
import { accepted } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { sentTestSchema, templatePreviewSchema } from "@/lib/settings/schema";
import { sendTestInvitation } from "@/lib/workflows/invite/preview-invitation";

export const POST = sessionRoute({
  operationId: "sendTestInvitation",
  summary: "Send the invitation email to yourself",
  permission: "settings.manage",
  body: jsonBody(templatePreviewSchema),
  response: accepted(sentTestSchema),
  problems: ["not_found", "too_many_requests"],
  audit: { none: "an email to the person who asks for it" },
  handler: async ({ actor, body }) => {
    await sendTestInvitation(actor, body);
    return { sentTo: actor.email };
  },
});
