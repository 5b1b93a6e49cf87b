import { defineRoute, idParams, jsonResponse } from "@/lib/http/define-route";
import { newHireSchema } from "@/lib/new-hires/schema";
import { checkOneAgain } from "@/lib/workflows/check-again";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  answer: newHireSchema,
  audit: "none: applies what Greenhouse says, as a sync does",
  handler: async ({ actor, params: { newHireId } }) => jsonResponse(await checkOneAgain(actor, newHireId)),
});
