import { DAY_MS, HOUR_MS } from "@/lib/platform/calendar";

/** How a session begins. */
export type SignInMethod = "password" | "passkey" | "sso";

/** How long a session may be idle, and how long it lasts however much it is used. */
export interface SessionLimits {
  idleHours: number;
  lifetimeDays: number;
}

/** What holds where an organization decided nothing. */
export const defaultSessionLimits: SessionLimits = { idleHours: 8, lifetimeDays: 30 };

/** The lowest and the highest of each. */
export const sessionLimitRanges = {
  idleHours: { min: 1, max: 168 },
  lifetimeDays: { min: 1, max: 90 },
} as const;

/** Returns when a session ends if it is not used again. */
export function sessionEnd({ createdAt, lastSeenAt }: { createdAt: Date; lastSeenAt: Date }, limits: SessionLimits): Date {
  return new Date(Math.min(lastSeenAt.getTime() + limits.idleHours * HOUR_MS, createdAt.getTime() + limits.lifetimeDays * DAY_MS));
}
