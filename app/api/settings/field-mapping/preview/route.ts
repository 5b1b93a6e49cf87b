import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { fieldMappingSchema, settingPreviewSchemas } from "@/lib/settings/schema";
import { previewMapping } from "@/lib/workflows/sync/preview-mapping";

export const POST = defineRoute({
  permission: "admin",
  body: fieldMappingSchema,
  answer: settingPreviewSchemas.field_mapping,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewMapping(actor, body.mappings)),
});
