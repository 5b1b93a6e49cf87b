import { noContent } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { testSingleSignOn } from "@/lib/workflows/accounts/sso-settings";

export const POST = sessionRoute({
  operationId: "testSingleSignOn",
  summary: "Check that the identity provider answers",
  permission: "team.manage",
  fresh: true,
  response: noContent(),
  problems: ["not_found", "invalid_fields"],
  audit: { none: "reads" },
  handler: ({ actor }) => testSingleSignOn(actor),
});
