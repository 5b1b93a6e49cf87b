import type { Permission, Role } from "@/lib/auth/actor";

const allowed: Record<Role, readonly Permission[]> = { admin: ["hr", "admin"], hr: ["hr"] };

/** Returns whether a role has a permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return allowed[role].includes(permission);
}
