import { importRulesEffect } from "@/lib/hires/list/rule-effects";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { importRulesSchema, settingPreviewSchemas } from "@/lib/settings/schema";

export const POST = tenantRoute({
  operationId: "previewImportRules",
  summary: "Preview which hires other import rules would exclude",
  permission: "settings.manage",
  body: jsonBody(importRulesSchema),
  response: ok(settingPreviewSchemas.import_rules),
  audit: { none: "changes nothing" },
  handler: ({ tx, body }) => importRulesEffect(tx, body.rules),
});
