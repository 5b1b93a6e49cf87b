import { readFactors } from "@/lib/auth/second-factor/data";
import { factorsSchema } from "@/lib/auth/second-factor/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "getFactors",
  summary: "Get your second factors, and the browsers that are not asked for one",
  permission: "account.credentials",
  response: ok(factorsSchema),
  audit: { none: "reads" },
  handler: ({ actor }) => readFactors(actor),
});
