import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { limitsOf, noteUse } from "@/lib/auth/accounts/sessions";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import { sessionEnd } from "@/lib/auth/rules";
import { sessionCookieName } from "@/lib/auth/sign-in/cookies";
import { decodeCookie, readToken, type SessionToken } from "@/lib/auth/sign-in/options";
import { HOUR_MS, MINUTE_MS } from "@/lib/platform/calendar";
import { asAccountId, findSession, type OrganizationId } from "@/lib/platform/db";
import { signInBefore, signInPage } from "@/lib/platform/paths";

/**
 * Returns the signed-in user, or null. Only this creates an Actor. The cookie names a session; whether it still is one, and all about its
 * user, is read from the database for every request. So signing out, removing a user or changing a role or password has immediate effect,
 * also for a copy of the cookie.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (!cookie) return null;
  const token = readToken(await decodeCookie(cookie));
  return token ? actorOf(token) : null;
});

/** For so long a proof of who one is also covers what matters most: credentials, roles, exports, erasure. */
const FRESH_MS = HOUR_MS;

/** Returns the person of a session in the organization where they work now; null when it has ended, or was never one. */
export async function actorOf({ sessionId, accountId: id }: SessionToken): Promise<Actor | null> {
  const accountId = asAccountId(id);
  const session = await findSession(accountId, sessionId);
  if (!session) return null;
  const { now, limits, createdAt, lastSeenAt, authenticatedAt, secondFactorAt: _, ...person } = session;
  if (sessionEnd({ createdAt, lastSeenAt }, limitsOf(limits)) <= now) return null;
  if (now.getTime() - lastSeenAt.getTime() > MINUTE_MS) await noteUse(accountId, sessionId, now);
  // An organization's provider is not told of the person's other organizations.
  const memberships = person.method === "sso" ? 1 : person.memberships;
  return { sessionId, accountId, ...person, memberships, isFresh: now.getTime() - authenticatedAt.getTime() < FRESH_MS };
}

export interface SessionUser {
  organizationId: OrganizationId;
  name: string;
  email: string;
  role: Role;
  organizationName: string;
  memberships: number;
}

/** Returns the signed-in user for a page; otherwise redirects to the sign-in page, which leads back. */
export async function requireSessionUser(): Promise<SessionUser> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get("x-portal-path");
    redirect(path ? signInBefore(path) : signInPage);
  }
  const { name, email, role, organizationId, organizationName, memberships } = actor;
  return { name, email, role, organizationId, organizationName, memberships };
}
