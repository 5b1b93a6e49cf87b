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
