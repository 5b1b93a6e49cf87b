import { z } from "zod";
import { callerAddress } from "@/lib/auth/sign-in";
import { defineRoute } from "@/lib/http/define-route";
import { env } from "@/lib/platform/env";
import { onboardingPage, path } from "@/lib/platform/paths";
import { acceptInvitation } from "@/lib/workflows/invite/open-invitation";

export const POST = defineRoute({
  permission: "public",
  params: z.object({ token: z.string().max(200) }),
  audit: "invitation.accepted",
  handler: async ({ params: { token }, request }) => {
    const onward = await acceptInvitation(token, callerAddress(request.headers));
    const location = onward ?? `${env().APP_URL}${path(onboardingPage, token)}`;
    return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" } });
  },
});
