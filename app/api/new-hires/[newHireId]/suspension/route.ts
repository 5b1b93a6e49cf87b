import { decideSuspension } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { newHireSchema } from "@/lib/hires/schema";
import { suspensionDecisionSchema } from "@/lib/hires/suspension/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "decideSuspension",
  summary: "Keep or withdraw a suspended hire before the time is over",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(suspensionDecisionSchema),
  response: ok(newHireSchema),
  problems: ["not_suspended"],
  audit: ["new_hire.kept", "new_hire.withdrawn"],
  handler: ({ tx, actor, params, body, now }) => decideSuspension(tx, actor, params.newHireId, body.decision, now),
});
