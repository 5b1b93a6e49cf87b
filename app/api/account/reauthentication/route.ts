import { reauthenticate } from "@/lib/auth/accounts/profile";
import { reauthenticationSchema } from "@/lib/auth/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "checkReauthentication",
  summary: "Check whether you proved recently who you are, before a download that needs it",
  permission: "account.own",
  fresh: true,
  response: noContent(),
  audit: { none: "reads" },
  handler: async () => {},
});

export const POST = sessionRoute({
  operationId: "reauthenticate",
  summary: "Prove again who you are",
  permission: "account.own",
  body: jsonBody(reauthenticationSchema),
  response: noContent(),
  problems: ["too_many_requests", "second_factor_required", "invalid_second_factor"],
  audit: ["user.reauthenticated", "user.second_factor_failed", "user.recovery_code_used"],
  handler: ({ actor, body, address }) => reauthenticate(actor, body, address),
});
