import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getOwnFields",
  summary: "Get the fields that the organization added to its records",
  permission: "settings.manage",
  response: ok(settingViewSchemas.own_fields),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "own_fields"),
});

export const PUT = tenantRoute({
  operationId: "changeOwnFields",
  summary: "Change the fields that the organization added to its records",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.own_fields),
  response: ok(settingViewSchemas.own_fields),
  problems: ["version_conflict"],
  audit: "setting.own_fields_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "own_fields", { version, value }, now),
});
