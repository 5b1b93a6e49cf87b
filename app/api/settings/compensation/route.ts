import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getCompensationFields",
  summary: "Get which custom fields are read as compensation",
  permission: "settings.manage",
  response: ok(settingViewSchemas.compensation),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "compensation"),
});

export const PUT = tenantRoute({
  operationId: "changeCompensationFields",
  summary: "Change which custom fields are read as compensation",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.compensation),
  response: ok(settingViewSchemas.compensation),
  problems: ["version_conflict"],
  audit: "setting.compensation_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "compensation", { version, value }, now),
});
