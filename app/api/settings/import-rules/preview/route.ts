import { importRulesEffect } from "@/lib/hires/rule-effects";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { importRulesSchema, settingPreviewSchemas } from "@/lib/settings/schema";

export const POST = defineRoute({
  permission: "admin",
  body: importRulesSchema,
  answer: settingPreviewSchemas.import_rules,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await inOrganization(actor.organizationId, (tx) => importRulesEffect(tx, body.rules))),
});
