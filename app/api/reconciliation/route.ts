import { reconciliationLimit } from "@/lib/auth/throttle";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { reconciliationQuerySchema, reconciliationSchema } from "@/lib/reconciliation/schema";
import { reconcileGreenhouse } from "@/lib/workflows/sync/reconcile-greenhouse";

export const GET = sessionRoute({
  operationId: "reconcileGreenhouse",
  summary: "Compare Greenhouse’s hired people with the hires here, for a range of start dates",
  permission: "greenhouse.sync",
  limit: reconciliationLimit,
  query: reconciliationQuerySchema,
  response: ok(reconciliationSchema),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: { none: "changes nothing" },
  handler: ({ actor, query }) => reconcileGreenhouse(actor, query),
});
