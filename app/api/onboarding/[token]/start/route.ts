import { z } from "zod";
import { callerAddress } from "@/lib/auth/caller";
import { anyone } from "@/lib/http/access";
import { seeOther } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";
import { acceptInvitation } from "@/lib/workflows/invite/open-invitation";

export const POST = publicRoute({
  operationId: "acceptInvitation",
  summary: "Accept an invitation and go on to onboarding",
  access: anyone,
  params: z.object({ token: z.string().max(200) }),
  response: seeOther(),
  audit: "invitation.accepted",
  handler: async ({ params: { token }, headers }) =>
    (await acceptInvitation(token, callerAddress(headers))) ?? `${env().APP_URL}${path(onboardingPage, token)}`,
});
