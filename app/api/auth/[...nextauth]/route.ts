import NextAuth from "next-auth";
import { z } from "zod";
import { authOptions } from "@/lib/auth/options";
import { accountEmail, callerAddress } from "@/lib/auth/sign-in";
import { countSignInAttempt } from "@/lib/auth/throttle";
import { anyone } from "@/lib/http/access";
import { libraryRoute } from "@/lib/http/library-route";
import * as problems from "@/lib/messages/generated/problems";
import { AppError } from "@/lib/platform/errors";
import { credentialsRoute, csrfRoute, signOutRoute } from "@/lib/platform/paths";

const tokenSchema = z.object({ csrfToken: z.string(), json: z.literal("true").optional() });
const sentToSchema = z.object({ url: z.string() });
const form = (schema: z.ZodType) => ({
  content: { "application/x-www-form-urlencoded": schema },
  problems: ["payload_too_large"] as const,
});
const json = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": schema } });

/** next-auth's own doors: csrf, session, sign-out, and the credentials door, whose attempts are counted before it opens. */
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
        summary: "Sign in with email and password; the answer sets the session's cookie",
        caller: anyone,
        body: form(tokenSchema.extend({ email: z.string(), password: z.string() })),
        response: { statuses: { 200: json("Signed in", sentToSchema), 401: json("Incorrect email or password", sentToSchema) } },
        problems: ["too_many_requests"],
        audit: { none: "nothing is changed" },
      },
    },
    [signOutRoute]: {
      POST: {
        operationId: "signOut",
        summary: "Sign out of this browser",
        caller: anyone,
        body: form(tokenSchema),
        response: { statuses: { 200: json("Signed out", sentToSchema) } },
        audit: { none: "nothing is changed" },
      },
    },
  },
  before: countAttempt,
  handler: (request, context: { params: Promise<{ nextauth: string[] }> }) => NextAuth(authOptions())(request, context),
});

async function countAttempt(request: Request): Promise<void> {
  if (request.method !== "POST" || new URL(request.url).pathname !== credentialsRoute) return;
  const wait = await countSignInAttempt(accountEmail(await typedEmail(request)), callerAddress(request.headers));
  if (wait === null) return;
  throw new AppError("too_many_requests", problems.tooManySignIns(), { retryAfterSeconds: wait });
}

/** next-auth reads forms and JSON, so both are counted for the account they name. */
async function typedEmail(request: Request): Promise<string> {
  try {
    const isJson = request.headers.get("content-type")?.includes("application/json");
    const given: unknown = isJson ? await request.json() : Object.fromEntries(await request.formData());
    return z.object({ email: z.string().max(320) }).parse(given).email;
  } catch {
    return "";
  }
}

export { route as GET, route as POST };
