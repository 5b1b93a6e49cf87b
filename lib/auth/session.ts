import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode, type JWT } from "next-auth/jwt";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { authOptions, readToken } from "@/lib/auth/options";
import type { Role } from "@/lib/auth/permissions";
import { asOrganizationId, findSessionUser, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { signInBefore, signInPage } from "@/lib/platform/paths";

// next-auth splits long cookies into numbered parts.
async function sessionCookie(): Promise<string | undefined> {
  const secure = new URL(env().APP_URL).protocol === "https:";
  const name = `${secure ? "__Secure-" : ""}next-auth.session-token`;
  const jar = await cookies();
  const whole = jar.get(name)?.value;
  if (whole) return whole;
  const parts = jar.getAll().filter((one) => one.name.startsWith(`${name}.`));
  return parts.length > 0
    ? parts
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((one) => one.value)
        .join("")
    : undefined;
}

/**
 * Returns the signed-in user, or null. Only this creates an Actor. The cookie holds the user and the version of their password; the
 * rest is read from the database for every request, so removing a user or changing a role or password has immediate effect.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const cookie = await sessionCookie();
  if (!cookie) return null;
  const secret = authOptions().secret ?? "";
  const decoded: JWT | null = await decode({ token: cookie, secret }).catch(() => null);
  const token = readToken(decoded);
  if (!token) return null;
  const organizationId = asOrganizationId(token.organizationId);
  const user = await findSessionUser(organizationId, token.userId);
  if (!user || user.sessionVersion !== token.sessionVersion) return null;
  return {
    userId: user.id,
    organizationId,
    organizationName: user.organizationName,
    name: user.name,
    email: user.email,
    role: user.role,
  };
});

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
