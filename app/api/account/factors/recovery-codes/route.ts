import { renewRecoveryCodes } from "@/lib/auth/second-factor/mutations";
import { recoveryCodesSchema } from "@/lib/auth/second-factor/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const POST = sessionRoute({
  operationId: "renewRecoveryCodes",
  summary: "Get new recovery codes; the ones before no longer work",
  permission: "account.credentials",
  fresh: true,
  response: ok(recoveryCodesSchema),
  problems: ["not_found"],
  audit: "user.recovery_codes_made",
  handler: async ({ actor }) => ({ recoveryCodes: await renewRecoveryCodes(actor) }),
});
