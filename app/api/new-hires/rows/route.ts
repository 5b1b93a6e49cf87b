import { ownWrites } from "@/lib/auth/own-writes";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listHirePage } from "@/lib/hires/list/rows";
import { hirePageSchema } from "@/lib/hires/schema";
import { okUnlessKnown } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "listNewHireRows",
  summary: "List hires as rows: what a list shows of each, filtered and sorted",
  permission: "hires.read",
  query: newHireQuerySchema,
  response: okUnlessKnown(hirePageSchema),
  audit: { none: "reads" },
  handler: async ({ actor, query }) => listHirePage(actor.organizationId, query, await ownWrites()),
});
