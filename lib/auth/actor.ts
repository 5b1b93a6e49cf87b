import type { Role } from "@/lib/auth/permissions";
import type { SignInMethod } from "@/lib/auth/rules";
import type { AccountId, OrganizationId } from "@/lib/platform/db";

/** The signed-in user, with organization and role. Only the session creates one. */
export interface Actor {
  sessionId: string;
  accountId: AccountId;
  /** The membership in the organization where the person works now. */
  userId: string;
  organizationId: OrganizationId;
  organizationName: string;
  name: string;
  email: string;
  role: Role;
  /** In how many organizations the person is a member. */
  memberships: number;
  /** How the session began. */
  method: SignInMethod;
  /** Whether the person proved who they are within the last hour. */
  isFresh: boolean;
  /** Whether the session began with a second factor, or the person gave one since; single sign-on counts as one, which is the identity provider's. */
  hasSecondFactor: boolean;
  /** Whether the organization requires one of them. */
  requiresSecondFactor: boolean;
}

/** The user who a change is attributed to, also when a worker carries it out. */
export type Author = Pick<Actor, "userId" | "organizationId" | "name">;
