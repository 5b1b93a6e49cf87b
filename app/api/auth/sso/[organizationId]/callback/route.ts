import { cookies } from "next/headers";
import { z } from "zod";
import { leaveSession } from "@/lib/auth/accounts/sessions";
import { currentActor } from "@/lib/auth/session";
import { ssoCookie } from "@/lib/auth/sign-in/cookies";
import { describeDevice } from "@/lib/auth/sign-in/device";
import { sessionCookie } from "@/lib/auth/sign-in/options";
import { anyone } from "@/lib/http/access";
import { seeOther } from "@/lib/http/responses";
import { idParams, publicRoute } from "@/lib/http/routes";
import { env } from "@/lib/platform/env";
import { signInPage } from "@/lib/platform/paths/pages";
import { endSso } from "@/lib/workflows/accounts/single-sign-on";

const sent = z.string().max(4000).optional().catch(undefined);

/** Where an identity provider sends people back to: the redirect address that is registered there. */
export const GET = publicRoute({
  operationId: "returnFromIdentityProvider",
  summary: "Come back from your organization's sign-in page; the answer sets the session's cookie",
  access: anyone,
  params: idParams("organizationId"),
  // Lenient, because a person stands behind it: whatever does not fit ends on the sign-in page with a reason.
  query: z.object({ state: sent, code: sent, iss: sent, error: sent }),
  response: seeOther(),
  audit: ["user.signed_in", "user.identity_linked", "sso.sign_in_refused"],
  handler: async ({ params: { organizationId }, query, headers }) => {
    const jar = await cookies();
    const { name, options } = ssoCookie();
    const browser = jar.get(name)?.value ?? "";
    const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const ended = await endSso(
      { organizationId, query: `?${new URLSearchParams(given)}`, browser },
      describeDevice(headers.get("user-agent")),
    );
    if ("refused" in ended) return `${env().APP_URL}${signInPage}?sso=${ended.refused}`;
    // The cookie of the session before is replaced, so this browser could not end it later.
    const former = await currentActor();
    if (former) await leaveSession(former);
    const cookie = await sessionCookie(ended.token);
    jar.set(cookie.name, cookie.value, cookie.options);
    jar.set(name, "", { ...options, maxAge: 0 });
    return `${env().APP_URL}${ended.next}`;
  },
});
