import { findNewHire } from "@/lib/hires/data";
import { updateNewHire } from "@/lib/hires/mutations";
import { newHireEditSchema, newHireSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

const params = idParams("newHireId");

export const GET = defineRoute({
  permission: "hr",
  params,
  answer: newHireSchema,
  audit: "none: reads",
  handler: async ({ actor, params: { newHireId } }) => {
    const hire = await inOrganization(actor.organizationId, (tx) => findNewHire(tx, newHireId));
    if (!hire) throw notFound("new hire");
    return jsonResponse(hire);
  },
});

export const PATCH = defineRoute({
  permission: "hr",
  params,
  body: newHireEditSchema,
  answer: newHireSchema,
  audit: "new_hire.edited, with each field before and after",
  handler: async ({ actor, params: { newHireId }, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => updateNewHire(tx, actor, newHireId, body, new Date()))),
});
