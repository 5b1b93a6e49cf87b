import * as z from "zod/mini";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import type { AttentionCode } from "@/lib/hires/codes";

/** Time pending, in whole days. */
export const ageBuckets = ["today", "1-3", "4-7", "8-14", "15+"] as const;
/** The whole days from which on each bucket after the first counts. */
export const ageLimits = [1, 4, 8, 15] as const;
export const invitationStates = ["queued", "sent", "accepted", "failed", "expired", "revoked"] as const;

/** What HR looks at and decides, in the order in which it is shown. */
export const reviewCodes = [
  "invitation_failed",
  "greenhouse_differs",
  "start_date_changed",
  "address_changed",
  "note_from_new_hire",
  "possible_duplicate",
] as const satisfies readonly AttentionCode[];

const count = z.int();

/** Median and 90th percentile, in seconds, within 2 % or a second; null without data. */
const spreadSchema = z.nullable(z.object({ count, median: z.number(), p90: z.number() }));
export type Spread = z.infer<typeof spreadSchema>;

export const dashboardSchema = z.object({
  /** The organization's local day. */
  today: z.iso.date(),
  counts: z.object({
    pending: count,
    onHold: count,
    invited: count,
    started: count,
    withdrawn: count,
    excluded: count,
    attention: count,
  }),
  /** Pending hires who start within a week, today included, and the last day of that week. */
  pendingSoon: count,
  soonUntil: z.iso.date(),
  /** Hires that wait for a decision of HR's, by what it is about; without those of which there are none. */
  toReview: z.array(z.object({ code: z.enum(reviewCodes), count })),
  pendingByAge: z.array(z.object({ bucket: z.enum(ageBuckets), count })),
  /** Missing fields of pending hires, most frequent first. */
  missing: z.array(z.object({ field: fieldNameSchema, count })),
  /** Number of hires by the state of their latest invitation. */
  invitations: z.array(z.object({ state: z.enum(invitationStates), count })),
  /** Time from import to the first invitation, of those who had it today or in the last 90 days (UTC). */
  hiredToInvited: spreadSchema,
  /** Time from the first invitation to the start of onboarding, of the same people. */
  invitedToStarted: spreadSchema,
  /** Start dates by week (its Monday), this week first. `pending` counts those still pending or on hold. */
  starts: z.array(z.object({ week: z.iso.date(), total: count, pending: count })),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

/** What leads from a new organization to its first invitation, in the order in which it is done. */
export const setupSteps = ["connect", "go_live", "required_fields", "email", "teammates", "first_invitation"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The answer of `GET /api/setup`: the steps, each done or not by the facts, and whether the caller put the checklist away. */
export const setupSchema = z.object({
  steps: z.array(z.object({ step: z.enum(setupSteps), done: z.boolean() })),
  hidden: z.boolean(),
});
export type Setup = z.infer<typeof setupSchema>;
