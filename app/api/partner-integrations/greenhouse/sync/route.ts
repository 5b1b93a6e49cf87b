import { syncStartedSchema } from "@/lib/connections/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { syncNow } from "@/lib/workflows/connect/connect-greenhouse";

export const POST = defineRoute({
  permission: "hr",
  answer: syncStartedSchema,
  audit: "none: the run itself is the record, with who asked for it",
  handler: async ({ actor }) => jsonResponse({ runId: await syncNow(actor) }, 202),
});
