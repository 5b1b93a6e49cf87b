import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getPackages",
  summary: "Get the onboarding packages",
  permission: "settings.manage",
  response: ok(settingViewSchemas.packages),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "packages"),
});

export const PUT = tenantRoute({
  operationId: "changePackages",
  summary: "Change the onboarding packages",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.packages),
  response: ok(settingViewSchemas.packages),
  problems: ["version_conflict"],
  audit: "setting.packages_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "packages", { version, value }, now),
});
