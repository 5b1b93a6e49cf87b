import NextAuth from "next-auth";
import { z } from "zod";
import { authOptions } from "@/lib/auth/options";
import { accountEmail, callerAddress } from "@/lib/auth/sign-in";
import { countSignInAttempt } from "@/lib/auth/throttle";
import { problemResponse, refuseOtherOrigin } from "@/lib/http/define-route";
import { AppError } from "@/lib/platform/errors";

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own doors: csrf, session, sign-out, and the credentials door, whose attempts are counted before it opens. */
async function handle(request: Request, context: AuthContext): Promise<Response> {
  try {
    refuseOtherOrigin(request);
    if (request.method === "POST" && (await context.params).nextauth.join("/") === "callback/credentials") await countAttempt(request);
    return await NextAuth(authOptions())(request, context);
  } catch (error) {
    return problemResponse(error, request);
  }
}

async function countAttempt(request: Request): Promise<void> {
  const wait = await countSignInAttempt(accountEmail(await typedEmail(request.clone())), callerAddress(request.headers));
  if (wait === null) return;
  throw new AppError("too_many_requests", "Too many sign-in attempts. Try again in a few minutes.", { retryAfterSeconds: wait });
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

export { handle as GET, handle as POST };
