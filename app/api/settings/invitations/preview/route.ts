import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { settingPreviewSchemas, templatePreviewSchema } from "@/lib/settings/schema";
import { previewInvitation } from "@/lib/workflows/invite/preview-invitation";

export const POST = sessionRoute({
  operationId: "previewInvitation",
  summary: "Preview the invitation email",
  permission: "settings.manage",
  body: jsonBody(templatePreviewSchema),
  response: ok(settingPreviewSchemas.invitations),
  problems: ["not_found"],
  audit: { none: "changes nothing" },
  handler: ({ actor, body }) => previewInvitation(actor, body),
});
