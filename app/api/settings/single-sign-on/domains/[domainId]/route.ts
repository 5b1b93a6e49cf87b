import { noContent } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { removeDomain } from "@/lib/sso/mutations";

export const DELETE = tenantRoute({
  operationId: "removeSsoDomain",
  summary: "Remove a domain; people with an address there can't sign in by single sign-on",
  permission: "team.manage",
  fresh: true,
  params: idParams("domainId"),
  response: noContent(),
  problems: ["not_found", "invalid_fields"],
  audit: "sso.domain_removed",
  handler: ({ tx, actor, params }) => removeDomain(tx, actor, params.domainId),
});
