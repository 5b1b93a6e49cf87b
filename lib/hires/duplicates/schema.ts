import * as z from "zod/mini";
import { hireStatuses } from "@/lib/hires/codes";
import { hireIdSchema } from "@/lib/platform/ids";

const duplicateDecisions = ["send_anyway", "keep_separate", "exclude"] as const;
export type DuplicateDecision = (typeof duplicateDecisions)[number];

/** The body of `POST /api/new-hires/{id}/duplicate`. */
export const duplicateDecisionSchema = z.object({
  /** `join` makes one record of a hire that HR added by hand and the same person from Greenhouse. */
  decision: z.enum([...duplicateDecisions, "join"]),
  /** The other record to join with, where there are several. */
  with: z.optional(hireIdSchema),
});

/** Other hires that look like the same person, by what they share. */
export const duplicatesSchema = z.object({
  items: z.array(
    z.object({
      id: hireIdSchema,
      name: z.string(),
      status: z.enum(hireStatuses),
      shares: z.enum(["candidate", "address"]),
      /** One of the two was added by hand, so they can become one record. */
      canJoin: z.boolean(),
    }),
  ),
});
export type Duplicates = z.infer<typeof duplicatesSchema>;
