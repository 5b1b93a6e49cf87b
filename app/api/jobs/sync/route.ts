import { requireBearer } from "@/lib/http/bearer";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { env } from "@/lib/platform/env";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";

/** For installations without a worker that never sleeps: an outside clock calls it to start the syncs that are due. */
export const POST = defineRoute({
  permission: "public",
  audit: "none: the runs themselves are the record",
  handler: async ({ request }) => {
    requireBearer(request, env().CRON_SECRET);
    return jsonResponse({ started: await startDueSyncs(new Date()) }, 202);
  },
});
