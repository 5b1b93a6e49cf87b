import { z } from "zod";
import type { ListedApplication, OfferStatus, OfferVersion } from "@/lib/greenhouse/connector";
import { jobFieldsSchema, openingSchema } from "@/lib/greenhouse/job-fields";
import {
  applicationId,
  candidateId,
  customFieldProperties,
  id,
  moment,
  offerSchema,
  text,
  toCustomFields,
  toOfferVersion,
} from "@/lib/greenhouse/parsing";

// The rows of Harvest v3's lists ("List offers", "List applications", …), with the properties that are used.

// "Offers": the statuses of v1, capitalized, with Created for unresolved.
const offerStatuses: Record<string, OfferStatus> = {
  created: "unresolved",
  accepted: "accepted",
  rejected: "rejected",
  deprecated: "deprecated",
};

export const v3OfferSchema = offerSchema.extend({
  job_id: id.nullish().catch(null),
  opening_id: id.nullish().catch(null),
  status: z
    .string()
    .transform((word) => offerStatuses[word.toLowerCase()])
    .pipe(z.enum(["unresolved", "accepted", "rejected", "deprecated"])),
  starts_on: text,
});

/** Returns the offer version that a row describes. */
export function toOffer(offer: z.output<typeof v3OfferSchema>): OfferVersion {
  return toOfferVersion(offer, { status: offer.status, startsOn: offer.starts_on });
}

export const applicationSchema = z.object({
  id: applicationId,
  candidate_id: candidateId,
  /** Null for a prospect. */
  job_id: id.nullish().transform((value) => value ?? null),
  // Lists say `in_process` where filters say `active`. Only `hired` matters here.
  status: z.string(),
  updated_at: moment.nullish().catch(null),
  recruiter_id: id.nullish().catch(null),
  coordinator_id: id.nullish().catch(null),
  ...customFieldProperties,
});
export type V3Application = z.output<typeof applicationSchema>;

/** Returns the hired application that a row describes. */
export function toListed(application: V3Application): ListedApplication {
  return {
    applicationId: application.id,
    candidateId: application.candidate_id,
    updatedAt: application.updated_at ?? null,
    jobId: application.job_id,
    customFields: toCustomFields(application),
    team: { recruiter: application.recruiter_id ?? null, coordinator: application.coordinator_id ?? null },
  };
}

/** What of a row must be readable for its person to be read by id. */
export const applicationRefSchema = z.object({ id: applicationId, candidate_id: candidateId });

/** An opening, by the id that offers name. */
export const v3OpeningSchema = openingSchema.extend({ id });

export const jobSchema = jobFieldsSchema.extend({
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
