import { retentionEffect } from "@/lib/hires/record/retention";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { retentionSchema, settingPreviewSchemas } from "@/lib/settings/schema";

export const POST = tenantRoute({
  operationId: "previewRetention",
  summary: "Preview how many hires other limits would erase within the hour",
  permission: "settings.manage",
  body: jsonBody(retentionSchema),
  response: ok(settingPreviewSchemas.retention),
  audit: { none: "changes nothing" },
  handler: ({ tx, body, now }) => retentionEffect(tx, body, now),
});
