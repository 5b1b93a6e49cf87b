import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.field_mapping,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "field_mapping")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.field_mapping,
  answer: settingViewSchemas.field_mapping,
  audit: "setting.field_mapping_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await changeSetting(actor, "field_mapping", { version, value })),
});
