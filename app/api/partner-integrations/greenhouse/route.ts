import { connectGreenhouseSchema } from "@/lib/connections/credentials/schema";
import { greenhouseView } from "@/lib/connections/data";
import { changeGreenhouseSchema, greenhouseViewSchema } from "@/lib/connections/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent, ok } from "@/lib/http/responses";
import { sessionRoute, tenantRoute } from "@/lib/http/routes";
import { changeGoLive, connectGreenhouse, leaveGreenhouse } from "@/lib/workflows/connect/connect-greenhouse";

export const GET = tenantRoute({
  operationId: "getGreenhouse",
  summary: "Get the connection to Greenhouse",
  permission: "greenhouse.read",
  response: ok(greenhouseViewSchema),
  audit: { none: "reads" },
  handler: ({ tx }) => greenhouseView(tx),
});

export const PUT = sessionRoute({
  operationId: "connectGreenhouse",
  summary: "Connect Greenhouse, or replace its credential, after a live check",
  permission: "greenhouse.manage",
  fresh: true,
  body: jsonBody(connectGreenhouseSchema),
  response: ok(greenhouseViewSchema),
  problems: ["credential_rejected", "permission_missing", "greenhouse_unreachable"],
  audit: ["greenhouse.connected", "greenhouse.credential_replaced"],
  handler: ({ actor, body }) => connectGreenhouse(actor, body),
});

export const PATCH = tenantRoute({
  operationId: "changeGoLiveDate",
  summary: "Change the go-live date",
  permission: "greenhouse.manage",
  body: jsonBody(changeGreenhouseSchema),
  response: ok(greenhouseViewSchema),
  problems: ["not_connected", "version_conflict"],
  audit: "greenhouse.go_live_changed",
  handler: ({ tx, actor, body, now }) => changeGoLive(tx, actor, body, now),
});

export const DELETE = sessionRoute({
  operationId: "disconnectGreenhouse",
  summary: "Disconnect Greenhouse and delete its credential",
  permission: "greenhouse.manage",
  fresh: true,
  response: noContent(),
  audit: "greenhouse.disconnected",
  handler: ({ actor }) => leaveGreenhouse(actor),
});
