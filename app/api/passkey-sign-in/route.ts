import { cookies } from "next/headers";
import { callerAddress } from "@/lib/auth/caller";
import { assertionOptions } from "@/lib/auth/second-factor/passkeys";
import { passkeyOptionsSchema } from "@/lib/auth/second-factor/schema";
import { csrfCookieName } from "@/lib/auth/sign-in/cookies";
import { countPasskeyRequest } from "@/lib/auth/throttle";
import { anyone } from "@/lib/http/access";
import { ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";

export const POST = publicRoute({
  operationId: "askPasskey",
  summary: "Get what a browser needs to sign in with a passkey; the same for everyone",
  access: anyone,
  response: ok(passkeyOptionsSchema),
  problems: ["too_many_requests"],
  audit: { none: "proves nothing yet" },
  handler: async ({ headers }) => {
    await countPasskeyRequest(callerAddress(headers));
    return assertionOptions({ purpose: "sign-in", holder: (await cookies()).get(csrfCookieName())?.value ?? "" });
  },
});
