import * as z from "zod/mini";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { fieldMappingSchema, fieldMappingViewSchema, versionSchema } from "@/lib/settings/schema";
import { fieldMappingView, saveFieldMapping } from "@/lib/workflows/operate/organization-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: fieldMappingViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await fieldMappingView(actor)),
});

export const PUT = defineRoute({
  permission: "admin",
  body: z.extend(fieldMappingSchema, versionSchema.shape),
  answer: fieldMappingViewSchema,
  audit: "setting.field_mapping_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await saveFieldMapping(actor, { version, value })),
});
