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

export const timingModes = ["at_once", "days_before_start", "by_hand"] as const;
export const planModes = ["at_once", "on_date", "by_hand"] as const;

/** When one hire's invitation goes out; null where the organization's timing applies. */
export const invitationPlanSchema = z.object({ mode: z.enum(planModes), date: z.iso.date().nullable() });
export type InvitationPlan = z.infer<typeof invitationPlanSchema>;

/** The body of `PUT /api/new-hires/{id}/invitation-plan`; without a mode the organization's timing applies again. */
export const planChangeSchema = z
  .object({ version: z.number().int().min(1), mode: z.enum(planModes).nullable(), date: z.iso.date().optional() })
  .refine(({ mode, date }) => mode !== "on_date" || date !== undefined, { path: ["date"], message: "Choose the day." });
export type PlanChange = z.infer<typeof planChangeSchema>;

/** An organization's words of the invitation; its variables are checked when it is saved. */
export const templateSchema = z.object({
  subject: z.string().max(1000),
  greeting: z.string().max(1000),
  body: z.string().max(20_000),
  signOff: z.string().max(2000),
  replyTo: z.string().max(254).nullable(),
});
export type InvitationTemplate = z.infer<typeof templateSchema>;

const timeZoneSchema = z.string().max(100).refine(isTimeZone, "There is no such time zone. Use a name like Europe/Amsterdam.");

export const invitationSettingsSchema = z.object({
  version: z.number().int().min(0),
  timing: z.object({ mode: z.enum(timingModes), days: z.number().int().min(0).max(365) }),
  reminders: z.object({ afterDays: z.number().int().min(1).max(60).nullable(), max: z.number().int().min(0).max(10) }),
  /** How long a link works. */
  expiresAfterDays: z.number().int().min(1).max(90),
  timeZone: timeZoneSchema,
  template: templateSchema,
});
export type InvitationSettings = z.infer<typeof invitationSettingsSchema>;

/** What `GET /api/settings/invitations` answers: the settings, and who changed them last. */
export const invitationSettingsViewSchema = invitationSettingsSchema.extend({
  /** Our words, to go back to. */
  defaultTemplate: templateSchema,
  updatedBy: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
});
export type InvitationSettingsView = z.infer<typeof invitationSettingsViewSchema>;

/** The body of `POST /api/settings/invitations/preview` and `/test`. */
export const templatePreviewSchema = z.object({ template: templateSchema, newHireId: z.uuid().optional() });
export const previewedMailSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() });

/** Whether invitations wait because the mail server is in trouble; `waiting` counts them. */
export const mailStatusSchema = z.object({
  waiting: z.number().int(),
  since: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
});
export type MailStatus = z.infer<typeof mailStatusSchema>;

/** What a new hire writes to HR. */
export const noteSchema = z.object({
  text: z.string().trim().min(1, "Write what is not right.").max(2000, "Use at most 2,000 characters."),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Why a link leads nowhere (any more); of one that was replaced, where the newer one went (masked) and when. */
export type DeadLink =
  | { reason: "unknown" | "expired" | "withdrawn" }
  | { reason: "replaced"; newer: { sentTo: string; at: Date; timeZone: string } | null };

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
  | ({ state: "dead" } & DeadLink)
  | { state: "throttled"; retryAfterSeconds: number };
