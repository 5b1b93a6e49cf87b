import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getRequiredFields",
  summary: "Get the required fields",
  permission: "settings.manage",
  response: ok(settingViewSchemas.required_fields),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "required_fields"),
});

export const PUT = tenantRoute({
  operationId: "changeRequiredFields",
  summary: "Change the required fields",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.required_fields),
  response: ok(settingViewSchemas.required_fields),
  problems: ["version_conflict"],
  audit: "setting.required_fields_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "required_fields", { version, value }, now),
});
