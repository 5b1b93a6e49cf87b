import { includeOne } from "@/lib/hires/bulk/many";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { newHireSchema } from "@/lib/hires/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "includeNewHire",
  summary: "Include an excluded hire again",
  permission: "hires.edit",
  params: hireParamsSchema,
  response: ok(newHireSchema),
  problems: ["withdrawn", "already_invited"],
  audit: "new_hire.included",
  handler: ({ tx, actor, params, now }) => includeOne(tx, actor, params.newHireId, now),
});
