import { reconciliationLimit } from "@/lib/auth/throttle";
import { file } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { reconciliationQuerySchema } from "@/lib/reconciliation/schema";
import { exportReconciliation } from "@/lib/workflows/sync/export-reconciliation";

export const GET = sessionRoute({
  operationId: "exportReconciliation",
  summary: "Export the comparison with Greenhouse as CSV",
  permission: "hires.export",
  fresh: true,
  limit: reconciliationLimit,
  query: reconciliationQuerySchema,
  response: file("text/csv"),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: "reconciliation.exported",
  handler: ({ actor, query }) => exportReconciliation(actor, query),
});
