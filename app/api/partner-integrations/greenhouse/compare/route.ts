import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { comparisonSchema, connectGreenhouseSchema } from "@/lib/integrations/schema";
import { compareGreenhouse } from "@/lib/workflows/compare-greenhouse";

export const POST = defineRoute({
  permission: "admin",
  body: connectGreenhouseSchema,
  answer: comparisonSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await compareGreenhouse(actor, body)),
});
