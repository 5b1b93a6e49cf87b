import { callerAddress } from "@/lib/auth/caller";
import { resetRequestSchema } from "@/lib/auth/schema";
import { anyone } from "@/lib/http/access";
import { jsonBody } from "@/lib/http/bodies";
import { acceptedWithoutBody, afterAnswer } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { countResetRequest, requestPasswordReset } from "@/lib/workflows/accounts/reset-password";

export const POST = publicRoute({
  operationId: "requestPasswordReset",
  summary: "Email yourself a link to choose a new password; the answer is the same for every address",
  access: anyone,
  body: jsonBody(resetRequestSchema),
  response: acceptedWithoutBody(),
  problems: ["too_many_requests"],
  audit: "user.reset_requested",
  handler: async ({ body, headers }) => {
    await countResetRequest(callerAddress(headers));
    // After the answer, whose time would tell whether the address has an account.
    afterAnswer("a link to choose a new password was not sent", () => requestPasswordReset(body.email));
  },
});
