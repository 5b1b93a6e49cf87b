import { listOrganizations } from "@/lib/auth/accounts/organizations";
import { organizationListSchema } from "@/lib/auth/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "listOrganizations",
  summary: "List the organizations that you are a member of",
  permission: "account.own",
  response: ok(organizationListSchema),
  audit: { none: "reads" },
  handler: async ({ actor }) => ({ items: await listOrganizations(actor) }),
});
