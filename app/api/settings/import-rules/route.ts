import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.import_rules,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "import_rules")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.import_rules,
  answer: settingViewSchemas.import_rules,
  audit: "setting.import_rules_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await changeSetting(actor, "import_rules", { version, value })),
});
