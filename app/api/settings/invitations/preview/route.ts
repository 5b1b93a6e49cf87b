import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingPreviewSchemas, templatePreviewSchema } from "@/lib/settings/schema";
import { previewInvitation } from "@/lib/workflows/invite/preview-invitation";

export const POST = defineRoute({
  permission: "admin",
  body: templatePreviewSchema,
  answer: settingPreviewSchemas.invitations,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewInvitation(actor, body)),
});
