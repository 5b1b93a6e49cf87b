import { z } from "zod";
import { callerAddress } from "@/lib/auth/caller";
import { newPasswordBodySchema } from "@/lib/auth/schema";
import { anyone } from "@/lib/http/access";
import { jsonBody } from "@/lib/http/bodies";
import { noContent } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { resetPasswordByLink } from "@/lib/workflows/accounts/reset-password";

export const POST = publicRoute({
  operationId: "resetPassword",
  summary: "Choose a new password with the link from the email; all your sessions end",
  access: anyone,
  params: z.object({ token: z.string() }),
  body: jsonBody(newPasswordBodySchema),
  response: noContent(),
  problems: ["link_expired", "too_many_requests"],
  audit: "user.password_reset",
  handler: ({ params, body, headers }) => resetPasswordByLink(params.token, body.password, callerAddress(headers)),
});
