import { dashboardSchema } from "@/lib/dashboard/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { dashboard } from "@/lib/workflows/dashboard";

export const GET = defineRoute({
  permission: "hr",
  answer: dashboardSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await dashboard(actor, new Date())),
});
