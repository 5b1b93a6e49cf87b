import { duplicatesFor } from "@/lib/hires/duplicates/data";
import { decideDuplicate } from "@/lib/hires/mutations";
import { duplicateDecisionSchema, duplicatesSchema, newHireSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

/** Whom this hire looks like. */
export const GET = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: duplicatesSchema,
  audit: "none: reads",
  handler: async ({ actor, params }) => {
    const items = await inOrganization(actor.organizationId, (tx) => duplicatesFor(tx, params.newHireId));
    if (!items) throw notFound("new hire");
    return jsonResponse({ items });
  },
});

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  body: duplicateDecisionSchema,
  answer: newHireSchema,
  audit: "duplicate.send_anyway, duplicate.keep_separate, duplicate.exclude",
  handler: async ({ actor, params, body }) =>
    jsonResponse(
      await inOrganization(actor.organizationId, (tx) => decideDuplicate(tx, actor, params.newHireId, body.decision, new Date())),
    ),
});
