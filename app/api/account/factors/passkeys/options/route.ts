import { beginPasskey } from "@/lib/auth/second-factor/mutations";
import { passkeyOptionsSchema } from "@/lib/auth/second-factor/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const POST = sessionRoute({
  operationId: "beginPasskey",
  summary: "Get what a browser needs to make a passkey",
  permission: "account.credentials",
  fresh: true,
  response: ok(passkeyOptionsSchema),
  audit: { none: "nothing counts yet" },
  handler: ({ actor }) => beginPasskey(actor),
});
