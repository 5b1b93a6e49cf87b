import { dashboard } from "@/lib/dashboard/dashboard";
import { dashboardSchema } from "@/lib/dashboard/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";

export const GET = defineRoute({
  permission: "hr",
  answer: dashboardSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await dashboard(actor, new Date())),
});
