import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { fieldMappingPreviewSchema, fieldMappingSchema } from "@/lib/settings/schema";
import { previewMapping } from "@/lib/workflows/sync/preview-mapping";

export const POST = defineRoute({
  permission: "admin",
  body: fieldMappingSchema,
  answer: fieldMappingPreviewSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewMapping(actor, body.mappings)),
});
