import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getBranding",
  summary: "Get the logo, accent color and contact that new hires see",
  permission: "settings.manage",
  response: ok(settingViewSchemas.branding),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "branding"),
});

export const PUT = tenantRoute({
  operationId: "changeBranding",
  summary: "Change the logo, accent color and contact that new hires see",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.branding),
  response: ok(settingViewSchemas.branding),
  problems: ["version_conflict"],
  audit: "setting.branding_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "branding", { version, value }, now),
});
