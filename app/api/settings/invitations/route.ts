import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = defineRoute({
  permission: "admin",
  answer: settingViewSchemas.invitations,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "invitations")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: settingChangeSchemas.invitations,
  answer: settingViewSchemas.invitations,
  audit: "setting.invitations_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await changeSetting(actor, "invitations", { version, value })),
});
