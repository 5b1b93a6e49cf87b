import { syncStartedSchema } from "@/lib/connections/schema";
import { accepted } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { startPreview } from "@/lib/workflows/sync/preview-sync";

export const POST = tenantRoute({
  operationId: "previewSync",
  summary: "Preview the next sync",
  permission: "greenhouse.sync",
  response: accepted(syncStartedSchema),
  problems: ["not_connected", "sync_running"],
  audit: { none: "nothing is changed; the run itself is the record, with who asked for it" },
  handler: async ({ tx, actor, now }) => ({ runId: await startPreview(tx, actor, now) }),
});
