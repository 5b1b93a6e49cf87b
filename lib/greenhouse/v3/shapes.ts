import { z } from "zod";
import type { OfferStatus, OfferVersion } from "@/lib/greenhouse/connector";
import { customFieldProperties, id, moment, text, toCustomFields } from "@/lib/greenhouse/parsing";

// The rows of Harvest v3's lists ("List offers", "List applications", …), as far as they are used.

// "Offers": the same four words as v1 has, capitalised and with Created for an unresolved one.
const offerStatuses: Record<string, OfferStatus> = {
  created: "unresolved",
  accepted: "accepted",
  rejected: "rejected",
  deprecated: "deprecated",
};

export const offerSchema = z.object({
  id,
  version: z.int32(),
  application_id: id,
  candidate_id: id,
  job_id: id.nullish().catch(null),
  status: z
    .string()
    .transform((word) => offerStatuses[word.toLowerCase()])
    .pipe(z.enum(["unresolved", "accepted", "rejected", "deprecated"], "not a status of an offer")),
  starts_on: text,
  resolved_at: moment.nullish(),
  updated_at: moment,
  ...customFieldProperties,
});

/** An offer version in our words. */
export function toOffer(offer: z.output<typeof offerSchema>): OfferVersion {
  return {
    id: offer.id,
    applicationId: offer.application_id,
    candidateId: offer.candidate_id,
    version: offer.version,
    status: offer.status,
    startsOn: offer.starts_on,
    customFields: toCustomFields(offer),
    resolvedAt: offer.resolved_at ?? null,
    updatedAt: offer.updated_at,
  };
}

export const applicationSchema = z.object({
  id,
  candidate_id: id,
  /** Null for a prospect. */
  job_id: id.nullish().transform((value) => value ?? null),
  // `in_process` is what a list answers for those that a filter calls `active`; only `hired` decides anything here.
  status: z.string(),
  ...customFieldProperties,
});
export type V3Application = z.output<typeof applicationSchema>;

export const jobSchema = z.object({
  id,
  name: text,
  department_id: id.nullish().transform((value) => value ?? null),
  office_ids: z
    .array(id)
    .nullish()
    .transform((value) => value ?? []),
});

export const namedSchema = z.object({ id, name: text });
export const hiringManagerSchema = z.object({ job_id: id, user_id: id });
export const userSchema = namedSchema.extend({ site_admin: z.boolean().nullish() });
export const idSchema = z.object({ id });
