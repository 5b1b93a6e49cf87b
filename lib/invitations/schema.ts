import { z } from "zod";

export const invitationStatuses = ["queued", "sent", "failed", "accepted", "expired", "replaced", "revoked"] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

export const invitationTriggers = ["automatic", "resend", "reminder"] as const;
export type InvitationTrigger = (typeof invitationTriggers)[number];

export const invitationSchema = z.object({
  id: z.uuid(),
  status: z.enum(invitationStatuses),
  trigger: z.enum(invitationTriggers),
  sentTo: z.string(),
  sentAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  /** How often it was handed to the mail server. */
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** Why a link leads nowhere (any more). */
export type DeadLinkReason = "unknown" | "expired" | "replaced" | "withdrawn";

/** What a link shows to whoever opens it. */
export type InvitationView =
  | {
      state: "open";
      organizationName: string;
      firstName: string;
      jobTitle: string | null;
      startDate: string | null;
      location: string | null;
      managerName: string | null;
      expiresAt: Date;
    }
  | { state: "accepted"; organizationName: string; firstName: string; startDate: string | null; onwardUrl: string | null }
  | { state: "dead"; reason: DeadLinkReason }
  | { state: "throttled"; retryAfterSeconds: number };
