import { timelineSchema } from "@/lib/hire-events/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { hireTimeline } from "@/lib/workflows/hire-timeline";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: timelineSchema,
  audit: "none: reads",
  handler: async ({ actor, params }) => jsonResponse(await hireTimeline(actor, params.newHireId)),
});
