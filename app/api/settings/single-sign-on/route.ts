import { jsonBody } from "@/lib/http/bodies";
import { noContent, ok } from "@/lib/http/responses";
import { sessionRoute, tenantRoute } from "@/lib/http/routes";
import { removeConnection } from "@/lib/sso/mutations";
import { saveSingleSignOnSchema, singleSignOnSchema } from "@/lib/sso/schema";
import { saveSingleSignOn, viewSingleSignOn } from "@/lib/workflows/accounts/sso-settings";

export const GET = tenantRoute({
  operationId: "getSingleSignOn",
  summary: "Get how people sign in with the organization's identity provider",
  permission: "team.manage",
  response: ok(singleSignOnSchema),
  audit: { none: "reads" },
  handler: ({ tx, actor }) => viewSingleSignOn(tx, actor),
});

export const PUT = sessionRoute({
  operationId: "saveSingleSignOn",
  summary: "Set up single sign-on, or demand it; the provider is checked first",
  permission: "team.manage",
  fresh: true,
  body: jsonBody(saveSingleSignOnSchema),
  response: ok(singleSignOnSchema),
  audit: ["sso.saved", "user.break_glass_given", "user.break_glass_taken"],
  handler: ({ actor, body }) => saveSingleSignOn(actor, body),
});

export const DELETE = tenantRoute({
  operationId: "removeSingleSignOn",
  summary: "Turn single sign-on off; its secret is deleted and its sessions end",
  permission: "team.manage",
  fresh: true,
  response: noContent(),
  audit: "sso.removed",
  handler: ({ tx, actor }) => removeConnection(tx, actor),
});
