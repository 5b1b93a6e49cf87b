import { exportLimit } from "@/lib/auth/throttle";
import { compensationSchema } from "@/lib/compensation/schema";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { showCompensation } from "@/lib/workflows/compensation/show-compensation";

export const GET = tenantRoute({
  operationId: "getCompensation",
  summary: "Read what was agreed about a hire's pay",
  permission: "compensation.read",
  fresh: true,
  limit: exportLimit,
  params: hireParamsSchema,
  response: ok(compensationSchema),
  audit: "new_hire.compensation_viewed",
  handler: ({ tx, actor, params }) => showCompensation(tx, actor, params.newHireId),
});
