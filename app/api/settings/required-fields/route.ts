import * as z from "zod/mini";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { requiredFieldsSchema, requiredFieldsViewSchema, versionSchema } from "@/lib/settings/schema";
import { saveDecision, settingView } from "@/lib/workflows/operate/organization-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: requiredFieldsViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "required_fields")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: z.extend(requiredFieldsSchema, versionSchema.shape),
  answer: requiredFieldsViewSchema,
  audit: "setting.required_fields_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await saveDecision(actor, "required_fields", { version, value })),
});
