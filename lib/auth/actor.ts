import type { OrganizationId } from "@/lib/platform/db";

export type Role = "admin" | "hr";

/** What a route asks of its caller. `hr` is everyone who is signed in; `admin` is admins. */
export type Permission = "hr" | "admin";

/** Who acts, for which organization, in which role. Minted by the session only. */
export interface Actor {
  userId: string;
  organizationId: OrganizationId;
  organizationName: string;
  name: string;
  email: string;
  role: Role;
}

/** Whose name a change bears; enough where somebody else carries it out, such as a worker. */
export type Author = Pick<Actor, "userId" | "organizationId" | "name">;
