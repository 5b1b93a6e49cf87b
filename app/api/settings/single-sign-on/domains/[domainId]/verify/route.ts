import { ok } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";
import { singleSignOnSchema } from "@/lib/sso/schema";
import { verifyDomain } from "@/lib/workflows/accounts/sso-settings";

export const POST = sessionRoute({
  operationId: "verifySsoDomain",
  summary: "Look for the TXT record that shows that a domain is the organization's",
  permission: "team.manage",
  fresh: true,
  params: idParams("domainId"),
  response: ok(singleSignOnSchema),
  problems: ["not_found", "invalid_fields"],
  audit: "sso.domain_verified",
  handler: ({ actor, params }) => verifyDomain(actor, params.domainId),
});
