import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { listSyncRuns } from "@/lib/sync-runs/data";
import { syncRunListSchema, syncRunQuerySchema } from "@/lib/sync-runs/schema";

export const GET = defineRoute({
  permission: "hr",
  query: syncRunQuerySchema,
  answer: syncRunListSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) => jsonResponse(await inOrganization(actor.organizationId, (tx) => listSyncRuns(tx, query))),
});
