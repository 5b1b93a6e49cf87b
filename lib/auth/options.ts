import type { NextAuthOptions } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { env } from "@/lib/platform/env";
import { signInPage } from "@/lib/platform/paths";

const EIGHT_HOURS = 8 * 60 * 60;

/** What the session cookie carries, encrypted by next-auth: who, and under which password. Everything else is read anew. */
const tokenSchema = z.object({ userId: z.uuid(), organizationId: z.uuid(), sessionVersion: z.number().int() });
export type SessionToken = z.infer<typeof tokenSchema>;

/** The cookie's content as ours; undefined when it is another shape. */
export function readToken(token: JWT | null): SessionToken | undefined {
  const parsed = tokenSchema.safeParse(token);
  return parsed.success ? parsed.data : undefined;
}

/** next-auth's configuration. The session ends after eight idle hours, and at once when the password changes. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: EIGHT_HOURS, updateAge: 15 * 60 },
    pages: { signIn: signInPage, error: signInPage },
    providers: [
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given, request) => {
          const user = await signIn(given?.email ?? "", given?.password ?? "", request.headers ?? {});
          return user ? { id: user.userId, ...user } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const fresh = tokenSchema.safeParse(user);
        // Only ids go into the cookie; the defaults would add name and email.
        return fresh.success ? { ...fresh.data } : token;
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
        return target?.origin === new URL(baseUrl).origin ? target.toString() : baseUrl;
      },
    },
    logger: {
      // next-auth's own log lines may carry what was typed.
      error: () => {},
      warn: () => {},
      debug: () => {},
    },
  };
}
