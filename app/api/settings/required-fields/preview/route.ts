import { requiredFieldsEffect } from "@/lib/hires/rule-effects";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { requiredFieldsSchema, settingPreviewSchemas } from "@/lib/settings/schema";

export const POST = defineRoute({
  permission: "admin",
  body: requiredFieldsSchema,
  answer: settingPreviewSchemas.required_fields,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => requiredFieldsEffect(tx, actor.organizationId, body.fields))),
});
