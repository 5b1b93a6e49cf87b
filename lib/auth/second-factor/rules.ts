import type { Role } from "@/lib/auth/permissions";

/** From whom an organization requires a second factor. */
export const secondFactorDemands = ["none", "admins", "everyone"] as const;
export type SecondFactorDemand = (typeof secondFactorDemands)[number];

/** What holds where an organization decided nothing. */
export const defaultSecondFactor: { required: SecondFactorDemand } = { required: "none" };

/** For how many days a browser is not asked again for the second factor. */
export const REMEMBERED_DAYS = 30;

/** How a person can show their second factor. */
export type FactorKind = "totp" | "passkey" | "recovery_code";

/** Returns whether a person with this role has to have a second factor. */
export function isSecondFactorRequired(required: SecondFactorDemand, role: Role): boolean {
  return required === "everyone" || (required === "admins" && role === "admin");
}
