import { addPasskey } from "@/lib/auth/second-factor/mutations";
import { addPasskeySchema, recoveryCodesSchema } from "@/lib/auth/second-factor/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const POST = sessionRoute({
  operationId: "addPasskey",
  summary: "Add the passkey that a browser made; with the first factor come recovery codes",
  permission: "account.credentials",
  fresh: true,
  body: jsonBody(addPasskeySchema),
  response: ok(recoveryCodesSchema),
  audit: "user.passkey_added",
  handler: async ({ actor, body }) => ({ recoveryCodes: await addPasskey(actor, body.name, body.registration) }),
});
