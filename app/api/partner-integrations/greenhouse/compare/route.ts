import { connectGreenhouseSchema } from "@/lib/connections/credentials/schema";
import { comparisonSchema } from "@/lib/connections/manage/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { compareGreenhouse } from "@/lib/workflows/connect/compare-greenhouse";

export const POST = sessionRoute({
  operationId: "compareGreenhouse",
  summary: "Compare what another credential shows with the hires that are here",
  permission: "greenhouse.manage",
  body: jsonBody(connectGreenhouseSchema),
  response: ok(comparisonSchema),
  problems: ["credential_rejected", "permission_missing", "greenhouse_unreachable"],
  audit: { none: "changes nothing" },
  handler: ({ actor, body }) => compareGreenhouse(actor, body),
});
