import type { InvitationPlan, InvitationStatus } from "@/lib/invitations/schema";
import { addDays, DAY_MS, daysLater, localDay, localTime } from "@/lib/platform/calendar";
import type { SettingValue } from "@/lib/settings/schema";

/** A person may send one hire again this often. */
export const RESEND_SECONDS = 60;

/**
 * Which status may follow which; every write names the statuses it may start from, taken from here. `queued` may be
 * accepted: when the mail server took the message and our commit was lost, the link is in the hire's hands already.
 */
export const invitationTransitions: Record<InvitationStatus, readonly InvitationStatus[]> = {
  queued: ["sent", "failed", "accepted", "expired", "replaced", "revoked"],
  // A mail that came back after the server had taken it has failed all the same.
  sent: ["accepted", "failed", "expired", "replaced", "revoked"],
  failed: ["accepted", "replaced", "revoked"],
  accepted: [],
  expired: ["replaced"],
  replaced: [],
  revoked: [],
};

/** The statuses that may become `to`. */
export function mayBecome(to: InvitationStatus): InvitationStatus[] {
  return (Object.keys(invitationTransitions) as InvitationStatus[]).filter((from) => invitationTransitions[from].includes(to));
}

/** The statuses in which a link opens until its time is over. A failed delivery may have arrived all the same: its link works like a sent one's. */
export const openStatuses: readonly InvitationStatus[] = mayBecome("accepted");

/** When a link made now stops working. */
export function expiryOf(now: Date, days: number): Date {
  return daysLater(now, days);
}

/**
 * Returns the day (YYYY-MM-DD) on which an invitation is sent: the hire's own plan, else the organization's timing. `by_hand`:
 * never automatically. Null: immediately.
 */
export function sendDay(
  plan: InvitationPlan | null,
  timing: SettingValue<"invitations">["timing"],
  startDate: string | null,
): "by_hand" | string | null {
  const mode = plan?.mode ?? timing.mode;
  if (mode === "by_hand") return "by_hand";
  if (mode === "on_date") return plan?.date ?? null;
  if (mode === "at_once" || startDate === null) return null;
  return addDays(startDate, -timing.days);
}

/** Whether a scheduled invitation may go out now: in the morning of its day, not at midnight. */
export function isMorning(at: Date, timeZone: string): boolean {
  return localTime(at, timeZone).hour >= 8;
}

/** Whether a reminder may go out now: by day, and not on a weekend. */
export function isOfficeTime(at: Date, timeZone: string): boolean {
  const { hour, weekday } = localTime(at, timeZone);
  return weekday >= 1 && weekday <= 5 && hour >= 9 && hour < 17;
}

/** Returns whether a reminder is due. */
export function isReminderDue(
  hire: { startDate: string | null; lastSentAt: Date; reminders: number },
  { reminders, timeZone }: Pick<SettingValue<"invitations">, "reminders" | "timeZone">,
  now: Date,
): boolean {
  if (reminders.afterDays === null || hire.reminders >= reminders.max) return false;
  if (!isOfficeTime(now, timeZone)) return false;
  if (hire.startDate !== null && localDay(now, timeZone) > hire.startDate) return false;
  return now.getTime() - hire.lastSentAt.getTime() >= reminders.afterDays * DAY_MS;
}

/** Returns an address as anyone who holds an old link may see it: n•••@example.com. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 1 ? "•••" : `${[...address][0]}•••${address.slice(at)}`;
}

export type LinkState = "open" | "accepted" | "expired" | "replaced" | "withdrawn";

/** Returns what a link means to anyone who opens it now. */
export function linkState(invitation: { status: InvitationStatus; expiresAt: Date }, now: Date): LinkState {
  if (invitation.status === "accepted") return "accepted";
  if (invitation.status === "replaced") return "replaced";
  if (invitation.status === "revoked") return "withdrawn";
  return openStatuses.includes(invitation.status) && invitation.expiresAt > now ? "open" : "expired";
}

/** Seconds until a person may send again; 0 when they may now. A changed address is never made to wait. */
export function resendWait(earlier: readonly { trigger: string; sentTo: string; createdAt: Date }[], address: string, now: Date): number {
  const last = earlier
    .filter((one) => one.trigger === "resend" && one.sentTo === address)
    .reduce((latest, one) => Math.max(latest, one.createdAt.getTime()), 0);
  return Math.max(0, Math.ceil((last + RESEND_SECONDS * 1000 - now.getTime()) / 1000));
}

/**
 * What to do after the mail server did not take a message. `attempts` counts this one. Seconds to wait before the next,
 * or null to give up.
 */
export function nextAttemptIn(attempts: number, permanent: boolean, retrySeconds: readonly number[]): number | null {
  if (permanent) return null;
  return retrySeconds[attempts - 1] ?? null;
}
