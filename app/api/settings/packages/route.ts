import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.packages,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "packages")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.packages,
  answer: settingViewSchemas.packages,
  audit: "setting.packages_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await changeSetting(actor, "packages", { version, value })),
});
