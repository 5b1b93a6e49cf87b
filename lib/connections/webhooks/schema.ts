import { z } from "zod";
import type { ApplicationId, CandidateId } from "@/lib/platform/ids";

const id = z.number().int().positive();
const applicationId = id.brand<"ApplicationId">();
const candidateId = id.brand<"CandidateId">();
const candidate = z
  .object({ id: candidateId, new_candidate_id: candidateId.nullable().catch(null) })
  .partial()
  .nullish()
  .catch(null);

// Each event has a shape of its own ("Webhooks"). Only ids are read, wherever they stand, and nothing else is stored.
const deliverySchema = z.object({
  action: z.string(),
  payload: z
    .object({
      application: z
        .object({ id: applicationId.optional().catch(undefined), candidate })
        .nullish()
        .catch(null),
      application_id: applicationId.nullish().catch(null),
      offer: z
        .object({ application_id: applicationId.optional().catch(undefined) })
        .nullish()
        .catch(null),
      candidate,
      candidate_id: candidateId.nullish().catch(null),
      person: candidate,
    })
    .nullish()
    .catch(null),
});

/** What a delivery announces: applications and candidates that may have changed. */
export interface Announcement {
  action: string;
  applicationIds: ApplicationId[];
  candidateIds: CandidateId[];
  /** The candidate that remains where the announced one was merged into another. */
  mergedInto: CandidateId | null;
}

/** Returns what a delivery's body announces; null when it cannot be read. */
export function parseDelivery(body: unknown): Announcement | null {
  const parsed = deliverySchema.safeParse(body);
  if (!parsed.success) return null;
  const { action, payload } = parsed.data;
  const known = <Id>(ids: (Id | null | undefined)[]) => ids.filter((one) => one != null);
  return {
    action,
    applicationIds: known([payload?.application?.id, payload?.application_id, payload?.offer?.application_id]),
    mergedInto: payload?.person?.new_candidate_id ?? null,
    candidateIds: known([payload?.candidate?.id, payload?.candidate_id, payload?.person?.id, payload?.application?.candidate?.id]),
  };
}
