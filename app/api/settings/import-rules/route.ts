import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getImportRules",
  summary: "Get the import rules",
  permission: "settings.manage",
  response: ok(settingViewSchemas.import_rules),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "import_rules"),
});

export const PUT = tenantRoute({
  operationId: "changeImportRules",
  summary: "Change the import rules",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.import_rules),
  response: ok(settingViewSchemas.import_rules),
  problems: ["version_conflict"],
  audit: "setting.import_rules_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "import_rules", { version, value }, now),
});
