import { hireParamsSchema } from "@/lib/hires/record/schema";
import { noContent } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";

export const POST = tenantRoute({
  operationId: "eraseNewHire",
  summary: "Erase a person for good",
  permission: "personal_data.manage",
  fresh: true,
  params: hireParamsSchema,
  response: noContent(),
  audit: "new_hire.erased",
  handler: ({ tx, actor, params }) => erasePerson(tx, actor, params.newHireId),
});
