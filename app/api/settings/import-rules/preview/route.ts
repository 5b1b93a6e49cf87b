import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { importRulesPreviewSchema, importRulesSchema } from "@/lib/settings/schema";
import { previewImportRules } from "@/lib/workflows/operate/organization-settings";

export const POST = defineRoute({
  permission: "admin",
  body: importRulesSchema,
  answer: importRulesPreviewSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewImportRules(actor, body)),
});
