import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getGreenhouseSetting",
  summary: "Get what happens when someone is no longer hired",
  permission: "settings.manage",
  response: ok(settingViewSchemas.greenhouse),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "greenhouse"),
});

export const PUT = tenantRoute({
  operationId: "changeGreenhouseSetting",
  summary: "Change what happens when someone is no longer hired",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.greenhouse),
  response: ok(settingViewSchemas.greenhouse),
  problems: ["version_conflict"],
  audit: "setting.greenhouse_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "greenhouse", { version, value }, now),
});
