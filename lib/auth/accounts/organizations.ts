import { membershipsOf } from "@/lib/auth/accounts/data";
import { recordOwn } from "@/lib/auth/accounts/mutations";
import { limitsIn } from "@/lib/auth/accounts/sessions";
import { admissionTo } from "@/lib/auth/accounts/sso-only";
import type { Actor } from "@/lib/auth/actor";
import { sessionEnd } from "@/lib/auth/rules";
import type { OrganizationView } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/auth/refusal";
import { inAccount, withOrganization } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";

/** Returns the organizations that the person is a member of, by name; to a session of one's identity provider that one only. */
export async function listOrganizations({
  accountId,
  organizationId: current,
  method,
}: Pick<Actor, "accountId" | "organizationId" | "method">): Promise<OrganizationView[]> {
  const memberships = await inAccount(accountId, (tx) => membershipsOf(tx, accountId));
  return memberships
    .filter(({ organizationId }) => method !== "sso" || organizationId === current)
    .map(({ organizationId, organizationName, role }) => ({
      id: organizationId,
      name: organizationName,
      role,
      current: organizationId === current,
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}

/**
 * Lets the session go on in another organization of the person's, and returns the two. Throws `not_found` where they are no member, and
 * `reauthentication_required` where the session would have ended by that organization's limits, where that one demands single sign-on, or where
 * another organization's identity provider opened the session, which speaks for its own organization only.
 */
export async function enterOrganization(
  { accountId, sessionId }: Actor,
  organizationId: string,
): Promise<Pick<Actor, "accountId" | "organizationId" | "method">> {
  return inAccount(accountId, async (tx, now) => {
    const membership = (await membershipsOf(tx, accountId)).find((one) => one.organizationId === organizationId);
    if (!membership) throw notFound("organization");
    const { userId } = membership;
    const own = await withOrganization(tx, membership.organizationId);
    const session = await own.session.findFirstOrThrow({ where: { id: sessionId, accountId } });
    const entered = { accountId, organizationId: membership.organizationId, method: session.method };
    if (session.organizationId === organizationId) return entered;
    const admission = await admissionTo(own, userId, session.method);
    if (session.method === "sso" || admission === "sso_only" || sessionEnd(session, await limitsIn(own)) <= now) {
      throw new AppError("reauthentication_required", m.signInAgain());
    }
    await own.session.updateMany({ where: { id: sessionId, accountId }, data: { organizationId, userId } });
    await own.user.updateMany({ where: { id: userId }, data: { lastEnteredAt: now } });
    await recordOwn("user.entered")(own, membership);
    if (admission === "break_glass") await recordOwn("user.break_glass_used")(own, membership);
    return entered;
  });
}
