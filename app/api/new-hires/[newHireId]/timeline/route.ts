import { timelineSchema } from "@/lib/hires/timeline/schema";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: timelineSchema,
  audit: "none: reads",
  handler: async ({ actor, params }) => jsonResponse(await hireTimeline(actor, params.newHireId)),
});
