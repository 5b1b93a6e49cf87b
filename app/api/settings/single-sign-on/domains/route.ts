import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { addDomain } from "@/lib/sso/mutations";
import { addDomainSchema, singleSignOnSchema } from "@/lib/sso/schema";
import { viewSingleSignOn } from "@/lib/workflows/accounts/sso-settings";

export const POST = tenantRoute({
  operationId: "addSsoDomain",
  summary: "Add a domain of email addresses, to be verified",
  permission: "team.manage",
  fresh: true,
  body: jsonBody(addDomainSchema),
  response: ok(singleSignOnSchema),
  audit: "sso.domain_added",
  handler: async ({ tx, actor, body }) => {
    await addDomain(tx, actor, body.domain);
    return viewSingleSignOn(tx, actor);
  },
});
