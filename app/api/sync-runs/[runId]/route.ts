import { ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";
import { findSyncRun } from "@/lib/sync-runs/data";
import { syncRunSchema } from "@/lib/sync-runs/schema";

export const GET = tenantRoute({
  operationId: "getSyncRun",
  summary: "Get a sync",
  permission: "greenhouse.read",
  reports: true,
  params: idParams("runId"),
  response: ok(syncRunSchema),
  audit: { none: "reads" },
  handler: async ({ tx, params }) => {
    const run = await findSyncRun(tx, params.runId);
    if (!run) throw notFound("sync run");
    return run;
  },
});
