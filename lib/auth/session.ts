import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { limitsOf, noteUse } from "@/lib/auth/accounts/sessions";
import type { Actor } from "@/lib/auth/actor";
import { isOpenTo, isOwnAccount, type Permission, permissionsOf, type Role } from "@/lib/auth/permissions";
import { type SignInMethod, sessionEnd } from "@/lib/auth/rules";
import { demandOf } from "@/lib/auth/second-factor/data";
import { isSecondFactorRequired } from "@/lib/auth/second-factor/rules";
import { sessionCookieName } from "@/lib/auth/sign-in/cookies";
import { decodeCookie, readToken, type SessionToken } from "@/lib/auth/sign-in/options";
import { UNATTENDED_HEADER } from "@/lib/http/headers";
import { HOUR_MS, MINUTE_MS } from "@/lib/platform/calendar";
import { asAccountId, findSession, type OrganizationId } from "@/lib/platform/db";
import { accountPage, organizationsPage, signInBefore, signInPage } from "@/lib/platform/paths/pages";

/**
 * Returns the signed-in user, or null. Only this creates an Actor. The cookie names a session; whether it still is one, and all about its
 * user, is read from the database for every request. So signing out, removing a user or changing a role or password has immediate effect,
 * also for a copy of the cookie.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (!cookie) return null;
  const token = readToken(await decodeCookie(cookie));
  if (!token) return null;
  return actorOf(token, { isUse: !(await headers()).has(UNATTENDED_HEADER) });
});

/** For so long a proof of who one is also covers what matters most: credentials, roles, exports, erasure. */
const FRESH_MS = HOUR_MS;

/**
 * Returns the person of a session in the organization where they work now; null when it has ended, or was never one. A page that no one
 * touches asks without using the session, which then ends as if the page were closed.
 */
export async function actorOf({ sessionId, accountId: id }: SessionToken, { isUse } = { isUse: true }): Promise<Actor | null> {
  const accountId = asAccountId(id);
  const session = await findSession(accountId, sessionId);
  if (!session) return null;
  const { now, limits, createdAt, lastSeenAt, authenticatedAt, secondFactorAt, secondFactor, ...person } = session;
  if (sessionEnd({ createdAt, lastSeenAt }, limitsOf(limits)) <= now) return null;
  if (isUse && now.getTime() - lastSeenAt.getTime() > MINUTE_MS) await noteUse(accountId, sessionId, now);
  // An organization's provider is not told of the person's other organizations.
  const memberships = person.method === "sso" ? 1 : person.memberships;
  return {
    sessionId,
    accountId,
    ...person,
    memberships,
    isFresh: now.getTime() - authenticatedAt.getTime() < FRESH_MS,
    hasSecondFactor: secondFactorAt !== null || person.method === "sso",
    requiresSecondFactor: isSecondFactorRequired(demandOf(secondFactor), person.role),
  };
}

/** Returns whether a session may do nothing but set up a second factor, or give it. */
export function lacksSecondFactor({ hasSecondFactor, requiresSecondFactor }: Actor): boolean {
  return requiresSecondFactor && !hasSecondFactor;
}

/** The pages of a person who has yet to give a second factor. */
const withoutSecondFactor: readonly string[] = [accountPage, organizationsPage];

export interface SessionUser {
  /** Their membership in the organization. */
  userId: string;
  organizationId: OrganizationId;
  name: string;
  email: string;
  method: SignInMethod;
  role: Role;
  organizationName: string;
  memberships: number;
  permissions: readonly Permission[];
}

/**
 * Returns the signed-in user for a page; otherwise redirects to the sign-in page, which leads back. Who lacks the second factor that their
 * organization requires is led to their account.
 */
export async function requireSessionUser(): Promise<SessionUser> {
  const actor = await currentActor();
  const path = (await headers()).get("x-portal-path");
  if (!actor) redirect(path ? signInBefore(path) : signInPage);
  const isHeld = lacksSecondFactor(actor);
  if (isHeld && !withoutSecondFactor.includes(path?.split("?")[0] ?? "")) redirect(accountPage);
  const permissions = permissionsOf(actor.role).filter(
    (permission) => (!isHeld || isOwnAccount(permission)) && isOpenTo(actor.method, permission),
  );
  const { userId, name, email, method, role, organizationId, organizationName, memberships } = actor;
  return { userId, name, email, method, role, organizationId, organizationName, memberships, permissions };
}
