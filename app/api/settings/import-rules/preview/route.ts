import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { importRulesPreviewSchema, importRulesSchema } from "@/lib/organization-settings/schema";
import { previewImportRules } from "@/lib/workflows/organization-settings";

export const POST = defineRoute({
  permission: "admin",
  body: importRulesSchema,
  answer: importRulesPreviewSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewImportRules(actor, body)),
});
