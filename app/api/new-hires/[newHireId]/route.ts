import { findNewHire } from "@/lib/hires/data";
import { newHireEditSchema } from "@/lib/hires/edit/schema";
import { updateNewHire } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { changedHireSchema, newHireSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";

export const GET = tenantRoute({
  operationId: "getNewHire",
  summary: "Get a hire",
  permission: "hires.read",
  reports: true,
  params: hireParamsSchema,
  response: ok(newHireSchema),
  audit: { none: "reads" },
  handler: async ({ tx, params }) => {
    const hire = await findNewHire(tx, params.newHireId);
    if (!hire) throw notFound("new hire");
    return hire;
  },
});

export const PATCH = tenantRoute({
  operationId: "updateNewHire",
  summary: "Edit a hire; completing the last required field sends the invitation",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(newHireEditSchema),
  response: ok(changedHireSchema),
  problems: ["version_conflict", "withdrawn"],
  audit: "new_hire.edited",
  handler: ({ tx, actor, params, body, now }) => updateNewHire(tx, actor, params.newHireId, body, now),
});
