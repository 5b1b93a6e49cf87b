import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getFieldMapping",
  summary: "Get the field mapping",
  permission: "settings.manage",
  response: ok(settingViewSchemas.field_mapping),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "field_mapping"),
});

export const PUT = tenantRoute({
  operationId: "changeFieldMapping",
  summary: "Change the field mapping",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.field_mapping),
  response: ok(settingViewSchemas.field_mapping),
  problems: ["version_conflict"],
  audit: "setting.field_mapping_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "field_mapping", { version, value }, now),
});
