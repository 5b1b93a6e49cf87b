import { newHireSchema } from "@/lib/hires/schema";
import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { checkOneAgain } from "@/lib/workflows/sync/check-again";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: newHireSchema,
  audit: "none: applies what Greenhouse says, as a sync does",
  handler: async ({ actor, params: { newHireId } }) => jsonResponse(await checkOneAgain(actor, newHireId)),
});
