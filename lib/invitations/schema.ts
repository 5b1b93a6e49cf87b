import * as z from "zod/mini";

export const invitationStatuses = ["queued", "sent", "failed", "accepted", "expired", "replaced", "revoked"] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

export const invitationTriggers = ["automatic", "resend", "reminder"] as const;
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
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const timingModes = ["at_once", "days_before_start", "by_hand"] as const;
export const planModes = ["at_once", "on_date", "by_hand"] as const;

/** When one hire's invitation goes out; null where the organization's timing applies. */
export const invitationPlanSchema = z.object({ mode: z.enum(planModes), date: z.nullable(z.iso.date()) });
export type InvitationPlan = z.infer<typeof invitationPlanSchema>;

/** The body of `PUT /api/new-hires/{id}/invitation-plan`; without a mode the organization's timing applies again. */
export const planChangeSchema = z
  .object({ version: z.int().check(z.gte(1)), mode: z.nullable(z.enum(planModes)), date: z.optional(z.iso.date()) })
  .check(z.refine(({ mode, date }) => mode !== "on_date" || date !== undefined, { path: ["date"], error: "Choose the day." }));
export type PlanChange = z.infer<typeof planChangeSchema>;

/** An organization's words of the invitation; its variables are checked when it is saved. */
export const templateSchema = z.object({
  subject: z.string().check(z.maxLength(1000)),
  greeting: z.string().check(z.maxLength(1000)),
  body: z.string().check(z.maxLength(20_000)),
  signOff: z.string().check(z.maxLength(2000)),
  replyTo: z.nullable(z.string().check(z.maxLength(254))),
});
export type InvitationTemplate = z.infer<typeof templateSchema>;

const timeZoneSchema = z
  .string()
  .check(z.maxLength(100), z.refine(isTimeZone, "There is no such time zone. Use a name like Europe/Amsterdam."));

/** The least and the most of what the settings count. */
export const settingRanges = {
  timingDays: { min: 0, max: 365 },
  afterDays: { min: 1, max: 60 },
  maxReminders: { min: 0, max: 10 },
  expiresAfterDays: { min: 1, max: 90 },
} as const;

const within = ({ min, max }: { min: number; max: number }) => z.int().check(z.gte(min), z.lte(max));

export const invitationSettingsSchema = z.object({
  version: z.int().check(z.gte(0)),
  timing: z.object({ mode: z.enum(timingModes), days: within(settingRanges.timingDays) }),
  reminders: z.object({ afterDays: z.nullable(within(settingRanges.afterDays)), max: within(settingRanges.maxReminders) }),
  /** How long a link works. */
  expiresAfterDays: within(settingRanges.expiresAfterDays),
  timeZone: timeZoneSchema,
  template: templateSchema,
});
export type InvitationSettings = z.infer<typeof invitationSettingsSchema>;

/** What `GET /api/settings/invitations` answers: the settings, and who changed them last. */
export const invitationSettingsViewSchema = z.extend(invitationSettingsSchema, {
  /** Our words, to go back to. */
  defaultTemplate: templateSchema,
  updatedBy: z.nullable(z.string()),
  updatedAt: z.nullable(z.iso.datetime()),
});
export type InvitationSettingsView = z.infer<typeof invitationSettingsViewSchema>;

/** The body of `POST /api/settings/invitations/preview` and `/test`. */
export const templatePreviewSchema = z.object({ template: templateSchema, newHireId: z.optional(z.uuid()) });
export const previewedMailSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() });

/** Whether invitations wait because the mail server is in trouble; `waiting` counts them. */
export const mailStatusSchema = z.object({
  waiting: z.int(),
  since: z.nullable(z.iso.datetime()),
  reason: z.nullable(z.string()),
});
export type MailStatus = z.infer<typeof mailStatusSchema>;

/** What a new hire writes to HR. */
export const noteSchema = z.object({
  text: z.string().check(z.trim(), z.minLength(1, "Write what is not right."), z.maxLength(2000, "Use at most 2,000 characters.")),
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
