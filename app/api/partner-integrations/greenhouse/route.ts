import { greenhouseView } from "@/lib/connections/data";
import { changeGreenhouseSchema, connectGreenhouseSchema, greenhouseViewSchema } from "@/lib/connections/schema";
import { defineRoute, emptyResponse, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { changeGoLive, connectGreenhouse, disconnectGreenhouse } from "@/lib/workflows/connect/connect-greenhouse";

export const GET = defineRoute({
  permission: "hr",
  answer: greenhouseViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await inOrganization(actor.organizationId, greenhouseView)),
});

export const PUT = defineRoute({
  permission: "admin",
  body: connectGreenhouseSchema,
  answer: greenhouseViewSchema,
  audit: "greenhouse.connected, greenhouse.credential_replaced",
  handler: async ({ actor, body }) => jsonResponse(await connectGreenhouse(actor, body)),
});

export const PATCH = defineRoute({
  permission: "admin",
  body: changeGreenhouseSchema,
  answer: greenhouseViewSchema,
  audit: "greenhouse.go_live_changed",
  handler: async ({ actor, body }) => jsonResponse(await changeGoLive(actor, body)),
});

export const DELETE = defineRoute({
  permission: "admin",
  audit: "greenhouse.disconnected",
  handler: async ({ actor }) => {
    await disconnectGreenhouse(actor);
    return emptyResponse();
  },
});
