import { hireParamsSchema } from "@/lib/hires/record/schema";
import { changedHireSchema } from "@/lib/hires/schema";
import { undoChange } from "@/lib/hires/undo/mutations";
import { undoOrderSchema } from "@/lib/hires/undo/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "undoChange",
  summary: "Undo a change of a hire, as a change of its own; emails that were sent are not undone",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(undoOrderSchema),
  response: ok(changedHireSchema),
  problems: ["changed_since", "cannot_undo", "withdrawn", "already_invited", "duplicate_undecided"],
  audit: "new_hire.undone",
  handler: ({ tx, actor, params, body, now }) => undoChange(tx, actor, params.newHireId, body, now),
});
