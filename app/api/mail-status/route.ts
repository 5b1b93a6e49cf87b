import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { mailStatus } from "@/lib/invitations/data";
import { mailStatusSchema } from "@/lib/invitations/schema";

export const GET = tenantRoute({
  operationId: "getMailStatus",
  summary: "Check whether invitations wait because the email server is in trouble",
  permission: "hires.read",
  response: ok(mailStatusSchema),
  audit: { none: "reads" },
  handler: ({ tx }) => mailStatus(tx),
});
