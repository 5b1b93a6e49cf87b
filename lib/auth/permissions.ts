import type { SignInMethod } from "@/lib/auth/rules";

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
  /** The letters of a hire's offer, which Greenhouse keeps. */
  "documents.read": staff,
  /** What was agreed about a hire's pay. */
  "compensation.read": admins,
  /** Reading all that is kept of a person, and erasing it. */
  "personal_data.manage": admins,
  /** Letting emails go that a restored backup holds. */
  "mail.release": admins,
  /** One's own sessions. */
  "account.own": anyone,
  /** What opens all of one's organizations: second factors. No session that one organization's identity provider opened may. */
  "account.credentials": anyone,
  "views.save": anyone,
  /** Taking views from the team that others share. */
  "views.manage": admins,
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
/** What is open to a person who has yet to set up a second factor: setting one up, and their own sessions. */
const ownAccount: readonly Permission[] = ["account.own", "account.credentials"];

/** Returns whether a permission concerns a person's own account alone. */
export function isOwnAccount(permission: Permission): boolean {
  return ownAccount.includes(permission);
}

/** Returns what a session may that began in this way: an organization's identity provider speaks for that organization, and not for the account. */
export function isOpenTo(method: SignInMethod, permission: Permission): boolean {
  return method !== "sso" || permission !== "account.credentials";
}
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
