import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getSecondFactorDemand",
  summary: "Get who has to have a second factor",
  permission: "settings.manage",
  response: ok(settingViewSchemas.second_factor),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "second_factor"),
});

export const PUT = tenantRoute({
  operationId: "changeSecondFactorDemand",
  summary: "Change who has to have a second factor",
  permission: "settings.manage",
  fresh: true,
  body: jsonBody(settingChangeSchemas.second_factor),
  response: ok(settingViewSchemas.second_factor),
  problems: ["version_conflict"],
  audit: "setting.second_factor_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "second_factor", { version, value }, now),
});
