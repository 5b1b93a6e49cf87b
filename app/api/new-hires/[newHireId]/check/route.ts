import { hireParamsSchema } from "@/lib/hires/record/schema";
import { newHireSchema } from "@/lib/hires/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { checkOneAgain } from "@/lib/workflows/sync/check-again";

export const POST = sessionRoute({
  operationId: "checkNewHire",
  summary: "Read a hire again from Greenhouse",
  permission: "hires.edit",
  params: hireParamsSchema,
  response: ok(newHireSchema),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: { none: "applies what Greenhouse says, as a sync does" },
  handler: ({ actor, params }) => checkOneAgain(actor, params.newHireId),
});
