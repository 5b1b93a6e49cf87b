import { requiredFieldsEffect } from "@/lib/hires/list/rule-effects";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { requiredFieldsSchema, settingPreviewSchemas } from "@/lib/settings/schema";

export const POST = tenantRoute({
  operationId: "previewRequiredFields",
  summary: "Preview what other required fields would do to open hires",
  permission: "settings.manage",
  body: jsonBody(requiredFieldsSchema),
  response: ok(settingPreviewSchemas.required_fields),
  audit: { none: "changes nothing" },
  handler: ({ tx, actor, body }) => requiredFieldsEffect(tx, actor.organizationId, body.fields),
});
