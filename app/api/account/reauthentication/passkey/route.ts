import { assertionOptions } from "@/lib/auth/second-factor/passkeys";
import { passkeyOptionsSchema } from "@/lib/auth/second-factor/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const POST = sessionRoute({
  operationId: "askPasskeyAgain",
  summary: "Get what a browser needs to prove again with a passkey who you are",
  permission: "account.own",
  response: ok(passkeyOptionsSchema),
  audit: { none: "proves nothing yet" },
  handler: ({ actor }) => assertionOptions({ purpose: "reauthentication", holder: actor.sessionId }),
});
