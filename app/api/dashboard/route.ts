import { dashboard } from "@/lib/dashboard/dashboard";
import { dashboardSchema } from "@/lib/dashboard/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "getDashboard",
  summary: "Get the figures behind the charts",
  permission: "hires.read",
  response: ok(dashboardSchema),
  audit: { none: "reads" },
  handler: ({ tx, actor, now }) => dashboard(tx, actor.organizationId, now),
});
