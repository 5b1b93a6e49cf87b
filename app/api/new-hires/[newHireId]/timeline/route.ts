import { hireParamsSchema } from "@/lib/hires/record/schema";
import { timelineSchema } from "@/lib/hires/timeline/schema";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "getTimeline",
  summary: "List what happened to a hire, newest first",
  permission: "hires.read",
  params: hireParamsSchema,
  response: ok(timelineSchema),
  audit: { none: "reads" },
  handler: ({ tx, params }) => hireTimeline(tx, params.newHireId),
});
