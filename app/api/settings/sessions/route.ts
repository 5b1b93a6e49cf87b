import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getSessionLimits",
  summary: "Get when sessions end",
  permission: "settings.manage",
  response: ok(settingViewSchemas.sessions),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "sessions"),
});

export const PUT = tenantRoute({
  operationId: "changeSessionLimits",
  summary: "Change when sessions end",
  permission: "settings.manage",
  fresh: true,
  body: jsonBody(settingChangeSchemas.sessions),
  response: ok(settingViewSchemas.sessions),
  problems: ["version_conflict"],
  audit: "setting.sessions_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "sessions", { version, value }, now),
});
