import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { fieldMappingSchema } from "@/lib/settings/mapping/schema";
import { settingPreviewSchemas } from "@/lib/settings/schema";
import { previewMapping } from "@/lib/workflows/sync/preview-mapping";

export const POST = sessionRoute({
  operationId: "previewFieldMapping",
  summary: "Preview what another field mapping would make of some hires",
  permission: "settings.manage",
  body: jsonBody(fieldMappingSchema),
  response: ok(settingPreviewSchemas.field_mapping),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: { none: "changes nothing" },
  handler: ({ actor, body }) => previewMapping(actor, body.mappings),
});
