export const roles = ["admin", "hr", "viewer"] as const;
export type Role = (typeof roles)[number];

const anyone: readonly Role[] = roles;
const staff: readonly Role[] = ["admin", "hr"];
const admins: readonly Role[] = ["admin"];

/** Which roles may do what. Routes, pages, menu and buttons all read this table. */
const table = {
  "hires.read": anyone,
  "hires.edit": staff,
  "hires.export": staff,
  "invitations.send": staff,
  /** Reading all that is kept of a person, and erasing it. */
  "personal_data.manage": admins,
  /** Letting emails go that a restored backup holds. */
  "mail.release": admins,
  /** One's own sessions. */
  "account.own": anyone,
  "views.save": anyone,
  "notices.mute": anyone,
  "greenhouse.read": anyone,
  "greenhouse.sync": staff,
  "greenhouse.manage": admins,
  "settings.manage": admins,
  "team.manage": admins,
  "audit.read": admins,
} satisfies Record<string, readonly Role[]>;

/** What a route demands of its caller. */
export type Permission = keyof typeof table;
/** What everyone may who is signed in, also before they gave a second factor that is required. */
export const OWN_ACCOUNT = "account.own" satisfies Permission;
const permissions = Object.keys(table) as Permission[];

/** Returns whether a role has a permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return table[permission].includes(role);
}

/** Returns the roles that have a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return table[permission];
}

/** Returns what a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissions.filter((permission) => isAllowed(role, permission));
}
