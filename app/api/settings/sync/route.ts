import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getSyncInterval",
  summary: "Get the sync interval",
  permission: "settings.manage",
  response: ok(settingViewSchemas.sync),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "sync"),
});

export const PUT = tenantRoute({
  operationId: "changeSyncInterval",
  summary: "Change the sync interval",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.sync),
  response: ok(settingViewSchemas.sync),
  problems: ["version_conflict"],
  audit: "setting.sync_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "sync", { version, value }, now),
});
