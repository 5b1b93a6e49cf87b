import * as z from "zod/mini";
import { fieldNameSchema } from "@/lib/hire-fields/schema";

export const timelineEvents = [
  "synced",
  "added",
  "edited",
  "invitation_queued",
  "invitation_sent",
  "delivered",
  "opened",
  "bounced",
  "reminded",
  "replaced",
  "accepted",
  "revoked",
  "failed",
  "note",
  "suspended",
  "resumed",
  "erased_there",
  "noted_there",
] as const;
export type TimelineEvent = (typeof timelineEvents)[number];

const timelineItemSchema = z.object({
  at: z.iso.datetime(),
  actor: z.string(),
  event: z.enum(timelineEvents),
  detail: z.nullable(z.string()),
  /** What `POST /api/new-hires/{id}/undo` takes back; null for what cannot be. */
  change: z.nullable(z.uuid()),
  /** Whether it took an earlier change back. */
  isUndo: z.boolean(),
  /** The fields whose values were changed; `canRestore` where an undo can restore the value before, `isUndone` where it was restored. */
  changes: z.array(
    z.object({
      field: fieldNameSchema,
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
      canRestore: z.boolean(),
      isUndone: z.boolean(),
    }),
  ),
  /** Whether what was changed beside values, the send time or an exclusion, can be taken back, was, or can't be since the invitation was sent. */
  undo: z.nullable(z.enum(["possible", "done", "sent"])),
  /** The invitation that it is about. */
  invitationId: z.nullable(z.uuid()),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** The answer of `GET /api/new-hires/{id}/timeline`, newest first. */
export const timelineSchema = z.object({ items: z.array(timelineItemSchema) });
export type Timeline = z.infer<typeof timelineSchema>;
