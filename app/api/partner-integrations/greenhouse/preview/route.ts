import { syncStartedSchema } from "@/lib/connections/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { startPreview } from "@/lib/workflows/sync/preview-sync";

export const POST = defineRoute({
  permission: "hr",
  answer: syncStartedSchema,
  audit: "none: nothing is changed; the run itself is the record, with who asked for it",
  handler: async ({ actor }) => jsonResponse({ runId: await startPreview(actor) }, 202),
});
