import { syncStartedSchema } from "@/lib/connections/schema";
import { accepted } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { syncNow } from "@/lib/workflows/connect/connect-greenhouse";

export const POST = tenantRoute({
  operationId: "startSync",
  summary: "Start a sync, or return the one that is running",
  permission: "greenhouse.sync",
  response: accepted(syncStartedSchema),
  problems: ["not_connected"],
  audit: { none: "the run itself is the record, with who asked for it" },
  handler: async ({ tx, actor, now }) => ({ runId: await syncNow(tx, actor, now) }),
});
