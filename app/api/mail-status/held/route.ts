import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { heldMailSchema } from "@/lib/invitations/schema";
import { heldMail } from "@/lib/workflows/invite/held-mail";

export const GET = tenantRoute({
  operationId: "getHeldMail",
  summary: "List the invitations that wait because a backup was restored",
  permission: "hires.read",
  response: ok(heldMailSchema),
  audit: { none: "reads" },
  handler: ({ tx }) => heldMail(tx),
});
