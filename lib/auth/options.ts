import type { NextAuthOptions } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { env } from "@/lib/platform/env";
import { signInPage } from "@/lib/platform/paths";

const EIGHT_HOURS = 8 * 60 * 60;

/** Content of the session cookie, encrypted by next-auth: the user and the version of their password. The rest is read from the database. */
const tokenSchema = z.object({ userId: z.uuid(), organizationId: z.uuid(), sessionVersion: z.number().int() });
export type SessionToken = z.infer<typeof tokenSchema>;

/** Returns the cookie's content; undefined when it doesn't fit. */
export function readToken(token: JWT | null): SessionToken | undefined {
  const parsed = tokenSchema.safeParse(token);
  return parsed.success ? parsed.data : undefined;
}

/** Returns next-auth's options. A session ends after eight idle hours, and immediately when the password changes. */
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
      // next-auth's log lines can contain what the user typed.
      error: () => {},
      warn: () => {},
      debug: () => {},
    },
  };
}
