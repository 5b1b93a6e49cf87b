import { endSession } from "@/lib/auth/accounts/sessions";
import { noContent } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";

export const DELETE = sessionRoute({
  operationId: "endSession",
  summary: "End one of your sessions",
  permission: "account.own",
  fresh: true,
  params: idParams("sessionId"),
  response: noContent(),
  audit: ["user.session_ended", "user.signed_out"],
  handler: ({ actor, params }) => endSession(actor, params.sessionId),
});
