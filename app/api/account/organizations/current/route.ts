import { enterOrganization, listOrganizations } from "@/lib/auth/accounts/organizations";
import { enterOrganizationSchema, organizationListSchema } from "@/lib/auth/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const PUT = sessionRoute({
  operationId: "enterOrganization",
  summary: "Go on in another of your organizations",
  permission: "account.own",
  body: jsonBody(enterOrganizationSchema),
  response: ok(organizationListSchema),
  problems: ["not_found", "reauthentication_required"],
  audit: "user.entered",
  handler: async ({ actor, body }) => ({ items: await listOrganizations(await enterOrganization(actor, body.organizationId)) }),
});
