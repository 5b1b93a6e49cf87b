import { cookies } from "next/headers";
import { z } from "zod";
import { accountEmail } from "@/lib/auth/accounts/data";
import { leaveSession } from "@/lib/auth/accounts/sessions";
import { callerAddress } from "@/lib/auth/caller";
import { credentialsSchema } from "@/lib/auth/schema";
import { rememberedCookieName } from "@/lib/auth/second-factor/remembered-devices";
import { actorOf, currentActor } from "@/lib/auth/session";
import { csrfCookieName } from "@/lib/auth/sign-in/cookies";
import { describeDevice, deviceCookie, deviceCookieName, knownDevice } from "@/lib/auth/sign-in/device";
import { askNextAuth } from "@/lib/auth/sign-in/next-auth-door";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { anyone } from "@/lib/http/access";
import { fieldsBody } from "@/lib/http/bodies";
import { type Fields, libraryRoute } from "@/lib/http/library-route";
import { afterAnswer } from "@/lib/http/responses";
import { credentialsRoute, csrfRoute, signOutRoute } from "@/lib/platform/paths/account";

const MOST_BYTES = 16 * 1024;

/** Where next-auth leads on to, and whether it says so in JSON instead of a redirect. */
const formSchema = z.object({ csrfToken: z.string(), callbackUrl: z.string().optional(), json: z.string().optional() });
const sentToSchema = z.object({ url: z.string() });
const json = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": schema } });

/** The doors of next-auth that are open, all of them on the way in or out. */
const route = libraryRoute({
  doors: {
    [csrfRoute]: {
      GET: {
        operationId: "getCsrfToken",
        summary: "Get the token that signing in and out need",
        caller: anyone,
        response: { statuses: { 200: json("OK", z.object({ csrfToken: z.string() })) } },
        audit: { none: "reads" },
      },
    },
    [credentialsRoute]: {
      POST: {
        operationId: "signIn",
        summary:
          "Sign in with email and password, and a second factor where the account has one, or with a passkey alone; the answer sets the session's cookie",
        caller: anyone,
        body: fieldsBody(formSchema.extend(credentialsSchema.shape), MOST_BYTES),
        response: { statuses: { 200: json("Signed in", sentToSchema) } },
        problems: ["invalid_sign_in", "second_factor_required", "invalid_second_factor", "too_many_requests"],
        audit: ["user.signed_in", "user.sign_in_failed", "user.second_factor_failed", "user.recovery_code_used", "user.device_remembered"],
      },
    },
    [signOutRoute]: {
      POST: {
        operationId: "signOut",
        summary: "Sign out of this browser; its session ends",
        caller: anyone,
        body: fieldsBody(formSchema, MOST_BYTES),
        response: { statuses: { 200: json("Signed out", sentToSchema) } },
        problems: ["invalid_sign_in"],
        audit: "user.signed_out",
      },
    },
  },
  handler: answer,
});

async function answer(request: Request, sent: Fields): Promise<Response> {
  const remembered: string[] = [];
  const response = await askNextAuth(request, sent, {
    signIn: async (credentials) => {
      const account = accountEmail(credentials.email);
      const jar = await cookies();
      const device = knownDevice(account, jar.get(deviceCookieName())?.value);
      const signedIn = await signIn(credentials, {
        address: callerAddress(request.headers),
        device,
        names: describeDevice(request.headers.get("user-agent")),
        csrf: jar.get(csrfCookieName())?.value ?? "",
        remembered: jar.get(rememberedCookieName())?.value ?? null,
        later: (work) => afterAnswer("a failed sign-in is not in the audit log", work),
      });
      if (!signedIn) return null;
      const { rememberCookie, ...session } = signedIn;
      // Who signs in with a passkey names no account that a password could be guessed for.
      if (account !== "") remembered.push(deviceCookie(account, device));
      if (rememberCookie !== null) remembered.push(rememberCookie);
      // The cookie of the session before is replaced, so this browser could not end it later.
      const former = await currentActor();
      if (former) await leaveSession(former);
      return session;
    },
    signOut: async (token) => {
      const actor = await actorOf(token);
      if (actor) await leaveSession(actor);
    },
  });
  for (const cookie of remembered) response.headers.append("set-cookie", cookie);
  return response;
}

export { route as DELETE, route as GET, route as PATCH, route as POST, route as PUT };
