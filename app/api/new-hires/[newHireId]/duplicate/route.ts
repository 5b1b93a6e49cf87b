import { joinHires } from "@/lib/hires/by-hand/mutations";
import { duplicatesFor } from "@/lib/hires/duplicates/data";
import { duplicateDecisionSchema, duplicatesSchema } from "@/lib/hires/duplicates/schema";
import { decideDuplicate } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { changedHireSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";

export const GET = tenantRoute({
  operationId: "listDuplicates",
  summary: "List the possible duplicates of a hire",
  permission: "hires.read",
  params: hireParamsSchema,
  response: ok(duplicatesSchema),
  audit: { none: "reads" },
  handler: async ({ tx, params }) => {
    const items = await duplicatesFor(tx, params.newHireId);
    if (!items) throw notFound("new hire");
    return { items };
  },
});

export const POST = tenantRoute({
  operationId: "decideDuplicate",
  summary: "Decide about a possible duplicate",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(duplicateDecisionSchema),
  response: ok(changedHireSchema),
  problems: ["withdrawn", "already_invited"],
  audit: ["duplicate.send_anyway", "duplicate.keep_separate", "duplicate.exclude", "duplicate.join"],
  handler: ({ tx, actor, params: { newHireId: id }, body: { decision, with: otherId }, now }) =>
    decision === "join" ? joinHires(tx, actor, { id, otherId }, now) : decideDuplicate(tx, actor, id, decision, now),
});
