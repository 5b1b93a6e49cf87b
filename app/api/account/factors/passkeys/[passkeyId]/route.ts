import { removePasskey, renamePasskey } from "@/lib/auth/second-factor/mutations";
import { renamePasskeySchema } from "@/lib/auth/second-factor/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";

export const PATCH = sessionRoute({
  operationId: "renamePasskey",
  summary: "Rename one of your passkeys",
  permission: "account.credentials",
  fresh: true,
  params: idParams("passkeyId"),
  body: jsonBody(renamePasskeySchema),
  response: noContent(),
  audit: "user.passkey_renamed",
  handler: ({ actor, params, body }) => renamePasskey(actor, params.passkeyId, body.name),
});

export const DELETE = sessionRoute({
  operationId: "removePasskey",
  summary: "Remove one of your passkeys",
  permission: "account.credentials",
  fresh: true,
  params: idParams("passkeyId"),
  response: noContent(),
  problems: ["last_second_factor"],
  audit: "user.passkey_removed",
  handler: ({ actor, params }) => removePasskey(actor, params.passkeyId),
});
