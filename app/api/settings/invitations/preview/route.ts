import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { previewedMailSchema, templatePreviewSchema } from "@/lib/invitations/schema";
import { previewInvitation } from "@/lib/workflows/invite/invitation-settings";

export const POST = defineRoute({
  permission: "admin",
  body: templatePreviewSchema,
  answer: previewedMailSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewInvitation(actor, body)),
});
