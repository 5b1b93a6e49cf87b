import { endSession } from "@/lib/auth/sessions";
import { noContent } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";

export const DELETE = tenantRoute({
  operationId: "endSession",
  summary: "End one of your sessions",
  permission: "account.own",
  params: idParams("sessionId"),
  response: noContent(),
  audit: ["user.session_ended", "user.signed_out"],
  handler: ({ tx, actor, params }) => endSession(tx, actor, params.sessionId),
});
