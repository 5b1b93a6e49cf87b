import { planInvitation } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { changedHireSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { planChangeSchema } from "@/lib/invitations/schema";

export const PUT = tenantRoute({
  operationId: "planInvitation",
  summary: "Change when a hire's invitation is sent",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(planChangeSchema),
  response: ok(changedHireSchema),
  problems: ["version_conflict", "already_invited", "duplicate_undecided"],
  audit: "invitation.planned",
  handler: ({ tx, actor, params, body, now }) => planInvitation(tx, actor, params.newHireId, body, now),
});
