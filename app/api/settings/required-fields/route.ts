import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.required_fields,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "required_fields")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.required_fields,
  answer: settingViewSchemas.required_fields,
  audit: "setting.required_fields_changed",
  handler: async ({ actor, body: { version, ...value } }) =>
    jsonResponse(await changeSetting(actor, "required_fields", { version, value })),
});
