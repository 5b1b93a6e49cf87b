import type { Role } from "@/lib/auth/permissions";
import type { OrganizationId } from "@/lib/platform/db";

/** The signed-in user, with organization and role. Only the session creates one. */
export interface Actor {
  sessionId: string;
  userId: string;
  organizationId: OrganizationId;
  organizationName: string;
  name: string;
  email: string;
  role: Role;
}

/** The user who a change is attributed to, also when a worker carries it out. */
export type Author = Pick<Actor, "userId" | "organizationId" | "name">;
