import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { addNewHire } from "@/lib/hires/by-hand/mutations";
import { addHireSchema } from "@/lib/hires/by-hand/schema";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import { newHireListSchema, newHireSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { created, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listNewHires",
  summary: "List hires, filtered and sorted",
  permission: "hires.read",
  query: newHireQuerySchema,
  response: ok(newHireListSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, query }) => ({
    ...(await listNewHires(tx, actor.organizationId, query)),
    bulkActions: await bulkActionsUnderWay(tx),
  }),
});

export const POST = tenantRoute({
  operationId: "addNewHire",
  summary: "Add a hire by hand",
  permission: "hires.edit",
  body: jsonBody(addHireSchema),
  response: created(newHireSchema),
  problems: ["version_conflict", "not_found"],
  audit: "new_hire.added",
  handler: ({ tx, actor, body, now }) => addNewHire(tx, actor, body, now),
});
