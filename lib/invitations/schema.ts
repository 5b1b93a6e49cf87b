import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/invitations";
import * as text from "@/lib/messages/generated/validation/text";
import { sent } from "@/lib/platform/columns";

export const invitationStatuses = ["queued", "sent", "failed", "accepted", "expired", "replaced", "revoked"] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

const invitationTriggers = ["automatic", "resend", "reminder"] as const;
export type InvitationTrigger = (typeof invitationTriggers)[number];

export const invitationSchema = z.object({
  id: z.uuid(),
  status: z.enum(invitationStatuses),
  trigger: z.enum(invitationTriggers),
  sentTo: z.string(),
  sentAt: z.nullable(z.iso.datetime()),
  acceptedAt: z.nullable(z.iso.datetime()),
  expiresAt: z.iso.datetime(),
  /** How often it was handed to the mail server. */
  attempts: z.int(),
  lastError: z.nullable(z.string()),
  /** Whether a worker is handing it to the mail server right now. */
  isBeingSent: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

const planModes = ["at_once", "on_date", "by_hand"] as const;

/** When one hire's invitation is sent; null where the organization's timing applies. */
export const invitationPlanSchema = z.object({ mode: z.enum(planModes), date: z.nullable(z.iso.date()) });
export type InvitationPlan = z.infer<typeof invitationPlanSchema>;

/** The body of `PUT /api/new-hires/{id}/invitation-plan`; without a mode the organization's timing applies again. */
export const planChangeSchema = z
  .object({ version: sent.version.check(z.gte(1)), mode: z.nullable(z.enum(planModes)), date: z.optional(sent.day) })
  .check(z.refine(({ mode, date }) => mode !== "on_date" || date !== undefined, { path: ["date"], error: m.chooseDay }));
export type PlanChange = z.infer<typeof planChangeSchema>;

/** Whether invitations wait because the mail server is in trouble; `waiting` counts them. */
export const mailStatusSchema = z.object({
  /** Since when no email leaves, because a backup was restored. */
  heldSince: z.nullable(z.iso.datetime()),
  waiting: z.int(),
  since: z.nullable(z.iso.datetime()),
  reason: z.nullable(z.string()),
});
export type MailStatus = z.infer<typeof mailStatusSchema>;

/** What would be sent if the emails that are held were let go: all of it counted, the oldest named. */
export const heldMailSchema = z.object({
  since: z.nullable(z.iso.datetime()),
  total: z.int(),
  items: z.array(
    z.object({
      newHireId: z.uuid(),
      name: z.string(),
      sentTo: z.string(),
      trigger: z.enum(invitationTriggers),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export type HeldMail = z.infer<typeof heldMailSchema>;

const NOTE_LENGTH = 2000;

/** What a new hire writes to HR. A form sends each line break as two characters, and its field counts one (HTML standard, "maxlength"). */
export const noteSchema = z.object({
  text: z.string().check(
    z.overwrite((written) => written.replaceAll("\r\n", "\n")),
    z.trim(),
    z.minLength(1, { error: m.enterNote }),
    z.maxLength(NOTE_LENGTH, { error: () => text.tooLong({ max: NOTE_LENGTH }) }),
  ),
});

/** Why a link does not work, or no longer; for a replaced one, where the newer one was sent (masked) and when. */
type DeadLink =
  | { reason: "unknown" | "expired" | "withdrawn" }
  | { reason: "replaced"; newer: { sentTo: string; at: Date; timeZone: string } | null };

/** The employer as the new hire's page shows it. */
export interface Employer {
  name: string;
  /** Whom to ask; null where the organization named no contact. */
  contact: { name: string | null; address: string | null } | null;
  /** The address that the email with the link came from; null where none is known here. */
  sender: string | null;
  /** The accent on the light scheme, and on the dark one with the text on it; null: the portal's own. */
  accents: { light: string; dark: string; onDark: string } | null;
  /** How large the logo is drawn, in pixels of the screen; null without one. */
  logo: { width: number; height: number } | null;
}

/** What a link shows to anyone who opens it. One that does not work does not even name the employer: anyone may hold it. */
export type InvitationView =
  | {
      state: "open";
      employer: Employer;
      firstName: string;
      jobTitle: string | null;
      startDate: string | null;
      location: string | null;
      managerName: string | null;
      expiresAt: Date;
      timeZone: string;
      /** Whether the button leads to the forms; otherwise the employer sends them later. */
      hasForms: boolean;
    }
  | {
      state: "accepted";
      employer: Employer;
      firstName: string;
      startDate: string | null;
      managerName: string | null;
      onwardUrl: string | null;
    }
  | { state: "suspended"; employer: Employer; firstName: string; managerName: string | null }
  | ({ state: "dead" } & DeadLink)
  | { state: "throttled"; retryAfterSeconds: number };
