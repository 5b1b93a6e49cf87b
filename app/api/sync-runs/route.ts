import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { listSyncRuns } from "@/lib/sync-runs/data";
import { syncRunListSchema, syncRunQuerySchema } from "@/lib/sync-runs/schema";

export const GET = tenantRoute({
  operationId: "listSyncRuns",
  summary: "List syncs, newest first",
  permission: "greenhouse.read",
  query: syncRunQuerySchema,
  response: ok(syncRunListSchema),
  audit: { none: "reads" },
  handler: ({ tx, query }) => listSyncRuns(tx, query),
});
