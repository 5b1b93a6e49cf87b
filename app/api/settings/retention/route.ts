import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getRetention",
  summary: "Get after how many days hires are erased",
  permission: "settings.manage",
  response: ok(settingViewSchemas.retention),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "retention"),
});

export const PUT = tenantRoute({
  operationId: "changeRetention",
  summary: "Change after how many days hires are erased",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.retention),
  response: ok(settingViewSchemas.retention),
  problems: ["version_conflict"],
  audit: "setting.retention_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "retention", { version, value }, now),
});
