import { beginTotp, confirmTotp, removeTotp } from "@/lib/auth/second-factor/mutations";
import { confirmTotpSchema, newTotpSchema, recoveryCodesSchema } from "@/lib/auth/second-factor/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent, ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const POST = sessionRoute({
  operationId: "beginTotp",
  summary: "Get the secret of a new authenticator app, which counts once its first code was right",
  permission: "account.credentials",
  fresh: true,
  response: ok(newTotpSchema),
  audit: { none: "nothing counts yet" },
  handler: ({ actor }) => beginTotp(actor),
});

export const PUT = sessionRoute({
  operationId: "confirmTotp",
  summary: "Have a new authenticator app count, in place of the one before; with the first factor come recovery codes",
  permission: "account.credentials",
  fresh: true,
  body: jsonBody(confirmTotpSchema),
  response: ok(recoveryCodesSchema),
  problems: ["not_found"],
  audit: "user.totp_added",
  handler: async ({ actor, body }) => ({ recoveryCodes: await confirmTotp(actor, body.id, body.code) }),
});

export const DELETE = sessionRoute({
  operationId: "removeTotp",
  summary: "Remove your authenticator app",
  permission: "account.credentials",
  fresh: true,
  response: noContent(),
  problems: ["not_found", "last_second_factor"],
  audit: "user.totp_removed",
  handler: ({ actor }) => removeTotp(actor),
});
