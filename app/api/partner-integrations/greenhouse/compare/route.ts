import { comparisonSchema, connectGreenhouseSchema } from "@/lib/connections/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { compareGreenhouse } from "@/lib/workflows/connect/compare-greenhouse";

export const POST = defineRoute({
  permission: "admin",
  body: connectGreenhouseSchema,
  answer: comparisonSchema,
  audit: "none: changes nothing",
  handler: async ({ actor, body }) => jsonResponse(await compareGreenhouse(actor, body)),
});
