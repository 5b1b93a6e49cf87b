import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { listSyncRuns } from "@/lib/sync-runs/list";
import { syncRunListSchema, syncRunQuerySchema } from "@/lib/sync-runs/schema";

export const GET = tenantRoute({
  operationId: "listSyncRuns",
  summary: "List syncs, newest first; those in a row that changed nothing as one, where that is asked for",
  permission: "greenhouse.read",
  reports: true,
  query: syncRunQuerySchema,
  response: ok(syncRunListSchema),
  audit: { none: "reads" },
  handler: ({ tx, actor, query }) => listSyncRuns(tx, actor.organizationId, query),
});
