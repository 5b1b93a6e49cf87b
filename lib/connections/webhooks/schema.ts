import { z } from "zod";

const id = z.number().int().positive();
const identified = z.object({ id }).partial().nullish().catch(null);

// Each event has a shape of its own ("Webhooks"). Only ids are read, wherever they stand, and nothing else is stored.
const deliverySchema = z.object({
  action: z.string(),
  payload: z
    .object({
      application: z
        .object({ id: id.optional().catch(undefined), candidate: identified })
        .nullish()
        .catch(null),
      application_id: id.nullish().catch(null),
      offer: z
        .object({ application_id: id.optional().catch(undefined) })
        .nullish()
        .catch(null),
      candidate: identified,
      candidate_id: id.nullish().catch(null),
      person: identified,
    })
    .nullish()
    .catch(null),
});

/** What a delivery announces: applications and candidates that may have changed. */
export interface Announcement {
  action: string;
  applicationIds: number[];
  candidateIds: number[];
}

/** Returns what a delivery's body announces; null when it cannot be read. */
export function parseDelivery(body: unknown): Announcement | null {
  const parsed = deliverySchema.safeParse(body);
  if (!parsed.success) return null;
  const { action, payload } = parsed.data;
  const known = (ids: (number | null | undefined)[]) => ids.filter((one) => one != null);
  return {
    action,
    applicationIds: known([payload?.application?.id, payload?.application_id, payload?.offer?.application_id]),
    candidateIds: known([payload?.candidate?.id, payload?.candidate_id, payload?.person?.id, payload?.application?.candidate?.id]),
  };
}
