import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { settingChangeSchemas, settingViewSchemas } from "@/lib/settings/schema";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

export const GET = tenantRoute({
  operationId: "getInvitationSettings",
  summary: "Get the invitation settings",
  permission: "settings.manage",
  response: ok(settingViewSchemas.invitations),
  audit: { none: "reads" },
  handler: ({ tx }) => settingView(tx, "invitations"),
});

export const PUT = tenantRoute({
  operationId: "changeInvitationSettings",
  summary: "Change the invitation settings",
  permission: "settings.manage",
  body: jsonBody(settingChangeSchemas.invitations),
  response: ok(settingViewSchemas.invitations),
  problems: ["version_conflict"],
  audit: "setting.invitations_changed",
  handler: ({ tx, actor, body: { version, ...value }, now }) => changeSetting(tx, actor, "invitations", { version, value }, now),
});
