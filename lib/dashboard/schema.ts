import * as z from "zod/mini";
import { hireFields } from "@/lib/hire-fields/schema";

/** How long the pending ones have been pending, in whole days. */
export const ageBuckets = ["today", "1-3", "4-7", "8-14", "15+"] as const;
export const invitationStates = ["queued", "sent", "accepted", "failed", "expired", "revoked"] as const;

const count = z.int();

/** Half of them within `median` seconds, nine of ten within `p90`; null where there were none. */
const spreadSchema = z.nullable(z.object({ count, median: z.number(), p90: z.number() }));
export type Spread = z.infer<typeof spreadSchema>;

export const dashboardSchema = z.object({
  /** The organization's calendar day that the figures are of. */
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
  /** Pending hires who start within a week, today included. */
  pendingSoon: count,
  pendingByAge: z.array(z.object({ bucket: z.enum(ageBuckets), count })),
  /** What the pending ones miss, the most frequent first. */
  missing: z.array(z.object({ field: z.enum(hireFields), count })),
  /** Hires by the state of their latest invitation. */
  invitations: z.array(z.object({ state: z.enum(invitationStates), count })),
  /** From when a hire came in until the first invitation left, in the last 90 days. */
  hiredToInvited: spreadSchema,
  /** From the first invitation until onboarding was started, in the last 90 days. */
  invitedToStarted: spreadSchema,
  /** Starts by week (the Monday), this week first; `pending`: of them still pending or on hold. */
  starts: z.array(z.object({ week: z.iso.date(), total: count, pending: count })),
});
export type Dashboard = z.infer<typeof dashboardSchema>;
