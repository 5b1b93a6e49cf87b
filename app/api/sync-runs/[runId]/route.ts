import { notFound } from "@/lib/http/app-error";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { findSyncRun } from "@/lib/sync-runs/data";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("runId"),
  audit: "none: reads",
  handler: async ({ actor, params }) => {
    const run = await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, params.runId));
    if (!run) throw notFound("sync run");
    return jsonResponse(run);
  },
});
