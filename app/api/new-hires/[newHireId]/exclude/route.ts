import { excludeOne } from "@/lib/hires/bulk/many";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { changedHireSchema } from "@/lib/hires/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "excludeNewHire",
  summary: "Exclude a hire from onboarding",
  permission: "hires.edit",
  params: hireParamsSchema,
  response: ok(changedHireSchema),
  problems: ["withdrawn", "already_invited"],
  audit: "new_hire.excluded",
  handler: ({ tx, actor, params, now }) => excludeOne(tx, actor, params.newHireId, now),
});
