import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { requiredFieldsPreviewSchema, requiredFieldsSchema } from "@/lib/settings/schema";
import { previewRequiredFields } from "@/lib/workflows/operate/organization-settings";

export const POST = defineRoute({
  permission: "admin",
  body: requiredFieldsSchema,
  answer: requiredFieldsPreviewSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await previewRequiredFields(actor, body)),
});
