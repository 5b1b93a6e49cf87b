import type { InvitationStatus } from "@/lib/invitations/schema";

/** How long a link works. */
export const LINK_DAYS = 14;
/** A person may send one hire again this often. */
export const RESEND_SECONDS = 60;

/**
 * Which status may follow which; every write names the statuses it may start from, taken from here. `queued` may be
 * accepted: when the mail server took the message and our commit was lost, the link is in the hire's hands already.
 */
export const invitationTransitions: Record<InvitationStatus, readonly InvitationStatus[]> = {
  queued: ["sent", "failed", "accepted", "expired", "replaced", "revoked"],
  sent: ["accepted", "expired", "replaced", "revoked"],
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

/** When a link made now stops working. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + LINK_DAYS * 86_400_000);
}

export type LinkState = "open" | "accepted" | "expired" | "replaced" | "withdrawn";

/** What a link means to whoever opens it now. */
export function linkState(invitation: { status: InvitationStatus; expiresAt: Date }, now: Date): LinkState {
  if (invitation.status === "accepted") return "accepted";
  if (invitation.status === "replaced") return "replaced";
  if (invitation.status === "revoked") return "withdrawn";
  // A failed delivery may have arrived all the same; its link works like a sent one's until it expires.
  return invitation.status === "expired" || invitation.expiresAt <= now ? "expired" : "open";
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
