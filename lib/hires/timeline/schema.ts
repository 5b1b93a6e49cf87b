import * as z from "zod/mini";

/** The actor of what a new hire does. */
export const NEW_HIRE = "New hire";

export const timelineEvents = [
  "synced",
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
] as const;
export type TimelineEvent = (typeof timelineEvents)[number];

/** The answer of `GET /api/new-hires/{id}/timeline`, newest first. */
export const timelineSchema = z.object({
  items: z.array(z.object({ at: z.iso.datetime(), actor: z.string(), event: z.enum(timelineEvents), detail: z.nullable(z.string()) })),
});
export type Timeline = z.infer<typeof timelineSchema>;
