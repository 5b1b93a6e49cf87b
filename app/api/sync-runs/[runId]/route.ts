import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { findSyncRun } from "@/lib/sync-runs/data";
import { syncRunSchema } from "@/lib/sync-runs/schema";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("runId"),
  answer: syncRunSchema,
  audit: "none: reads",
  handler: async ({ actor, params }) => {
    const run = await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, params.runId));
    if (!run) throw notFound("sync run");
    return jsonResponse(run);
  },
});
