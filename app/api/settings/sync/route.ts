import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.sync,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "sync")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.sync,
  answer: settingViewSchemas.sync,
  audit: "setting.sync_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await changeSetting(actor, "sync", { version, value })),
});
