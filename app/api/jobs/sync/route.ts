import { z } from "zod";
import { bearerToken } from "@/lib/http/access";
import { accepted } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { databaseTime } from "@/lib/platform/db";
import { startDueSyncs } from "@/lib/workflows/sync/schedule-syncs";

/** For installations without a worker that never sleeps: an outside clock calls it to start the syncs that are due. */
export const POST = publicRoute({
  operationId: "startDueSyncs",
  summary: "Start the syncs that are due",
  access: bearerToken("CRON_SECRET"),
  response: accepted(z.object({ started: z.int() })),
  audit: { none: "the runs themselves are the record" },
  handler: async () => ({ started: await startDueSyncs(await databaseTime()) }),
});
