import type { NextAuthOptions } from "next-auth";
import { decode, encode, type JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { sessionLimitRanges } from "@/lib/auth/rules";
import { type Credentials, credentialsSchema } from "@/lib/auth/schema";
import { hostCookie, nextAuthCookies, sessionCookieName } from "@/lib/auth/sign-in/cookies";
import { portalSecrets } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { signInPage } from "@/lib/platform/paths/pages";

/** No session lives longer; when one ends before is decided by its row. */
const LONGEST_SECONDS = sessionLimitRanges.lifetimeDays.max * 86_400;

/** Content of the session cookie, encrypted by next-auth: the session, and whose it is. */
const tokenSchema = z.object({ sessionId: z.uuid(), accountId: z.uuid() });
export type SessionToken = z.infer<typeof tokenSchema>;

/** Returns the cookie's content; undefined when it doesn't fit. */
export function readToken(token: JWT | null): SessionToken | undefined {
  const parsed = tokenSchema.safeParse(token);
  return parsed.success ? parsed.data : undefined;
}

// A page asks many times with one cookie, and each time the key would be derived anew. When a session ends is decided by its row.
const MOST_DECODED = 1_000;
const decodedCookies = new Map<string, { token: JWT; secret: string }>();

/** Decrypts a session cookie, with the former secret too while it is known; null when it is neither's, or was altered. */
export async function decodeCookie(cookie: string | undefined): Promise<JWT | null> {
  if (cookie === undefined) return null;
  const secrets = portalSecrets();
  const known = decodedCookies.get(cookie);
  if (known && secrets.includes(known.secret)) return known.token;
  for (const secret of secrets) {
    const token = await decode({ token: cookie, secret }).catch(() => null);
    if (!token) continue;
    if (decodedCookies.size >= MOST_DECODED) decodedCookies.clear();
    decodedCookies.set(cookie, { token, secret });
    return token;
  }
  return null;
}

/** Returns the cookie of a session that did not begin at next-auth's own door, as next-auth would set it. */
export async function sessionCookie(token: SessionToken) {
  const value = await encode({ token: { ...token }, secret: env().NEXTAUTH_SECRET, maxAge: LONGEST_SECONDS });
  const { options } = hostCookie("next-auth.session-token");
  return { name: sessionCookieName(), value, options: { ...options, maxAge: LONGEST_SECONDS } };
}

/** What is done behind next-auth's doors. Neither may throw: next-auth answers with the text of an error. */
export interface Doors {
  signIn(credentials: Credentials): Promise<SessionToken | null>;
  signOut(token: SessionToken): Promise<void>;
}

/** Returns next-auth's options. */
export function authOptions({ signIn, signOut }: Doors): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: LONGEST_SECONDS },
    jwt: { maxAge: LONGEST_SECONDS, decode: ({ token }) => decodeCookie(token) },
    pages: { signIn: signInPage, error: signInPage },
    cookies: nextAuthCookies(),
    providers: [
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given) => {
          const { data } = credentialsSchema.safeParse(given);
          const token = data ? await signIn(data) : null;
          return token ? { id: token.accountId, ...token } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const fresh = tokenSchema.safeParse(user);
        // Only ids go into the cookie; the defaults would add name and email.
        return fresh.success ? { ...fresh.data } : token;
      },
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
        return target?.origin === new URL(baseUrl).origin ? target.toString() : baseUrl;
      },
    },
    events: {
      signOut: async ({ token }) => {
        const session = readToken(token);
        if (session) await signOut(session);
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
