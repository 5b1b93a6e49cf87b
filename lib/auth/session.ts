import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { sessionCookieName } from "@/lib/auth/cookies";
import { decodeCookie, readToken, type SessionToken } from "@/lib/auth/options";
import type { Role } from "@/lib/auth/permissions";
import { sessionEnd } from "@/lib/auth/rules";
import { limitsOf, noteUse } from "@/lib/auth/sessions";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { asOrganizationId, findSession, type OrganizationId } from "@/lib/platform/db";
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

/** Returns the user of a session; null when it has ended, or was never one. */
export async function actorOf({ sessionId, userId, organizationId: id, sessionVersion }: SessionToken): Promise<Actor | null> {
  const organizationId = asOrganizationId(id);
  const session = await findSession(organizationId, sessionId);
  if (!session || session.userId !== userId || session.sessionVersion !== sessionVersion) return null;
  const { now, limits, name, email, role, organizationName } = session;
  if (sessionEnd(session, limitsOf(limits)) <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > MINUTE_MS) await noteUse(organizationId, sessionId, now);
  return { sessionId, userId, organizationId, organizationName, name, email, role };
}

export interface SessionUser {
  organizationId: OrganizationId;
  name: string;
  email: string;
  role: Role;
  organizationName: string;
}

/** Returns the signed-in user for a page; otherwise redirects to the sign-in page, which leads back. */
export async function requireSessionUser(): Promise<SessionUser> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get("x-portal-path");
    redirect(path ? signInBefore(path) : signInPage);
  }
  const { name, email, role, organizationId, organizationName } = actor;
  return { name, email, role, organizationId, organizationName };
}
