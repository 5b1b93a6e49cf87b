import * as z from "zod/mini";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { syncSettingSchema, syncSettingViewSchema, versionSchema } from "@/lib/settings/schema";
import { saveSyncSetting, syncSettingView } from "@/lib/workflows/operate/organization-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: syncSettingViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await syncSettingView(actor)),
});

export const PUT = defineRoute({
  permission: "admin",
  body: z.extend(syncSettingSchema, versionSchema.shape),
  answer: syncSettingViewSchema,
  audit: "setting.sync_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await saveSyncSetting(actor, { version, value })),
});
