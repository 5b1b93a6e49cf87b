import { iso } from "@/e2e/sandbox/world/calendar";
import { type Application, type Candidate, type Offer, shirtSizeOf } from "@/e2e/sandbox/world/model";

/** An offer in Harvest v1's shape; a malformed one with the wrong properties put over the right ones. */
export function offerBody(offer: Offer): Record<string, unknown> {
  const hasField = offer.employmentType !== undefined;
  return {
    id: offer.id,
    version: offer.version,
    application_id: offer.applicationId,
    job_id: offer.jobId,
    candidate_id: offer.candidateId,
    opening:
      offer.openingId === null
        ? null
        : { id: offer.openingId, opening_id: `${offer.openingId % 100}-1`, status: "closed", close_reason: null },
    created_at: iso(offer.createdAt),
    updated_at: iso(offer.updatedAt),
    sent_at: offer.sentOn,
    resolved_at: iso(offer.resolvedAt),
    starts_at: offer.startsOn,
    status: offer.status,
    custom_fields: { ...(hasField ? { employment_type: offer.employmentType } : {}), favorite_station: "The Swan" },
    keyed_custom_fields: {
      ...(hasField ? { time_type: { name: "Employment Type", type: "single_select", value: offer.employmentType } } : {}),
      favorite_station: { name: "Favorite Station", type: "single_select", value: "The Swan" },
    },
    added_by_greenhouse_last_week: { clients: "must not mind" },
    ...offer.malformed,
  };
}

/** A candidate with their applications in Harvest v1's shape. */
export function candidateBody(candidate: Candidate): Record<string, unknown> {
  return {
    id: candidate.id,
    first_name: candidate.firstName,
    last_name: candidate.lastName,
    preferred_name: candidate.preferredName,
    company: candidate.company,
    title: candidate.title,
    created_at: iso(candidate.createdAt),
    updated_at: iso(candidate.updatedAt),
    last_activity: iso(candidate.lastActivityAt),
    is_private: candidate.isPrivate,
    photo_url: null,
    attachments: [],
    application_ids: candidate.applications.map(({ id }) => id),
    phone_numbers: candidate.phones,
    addresses: candidate.addresses,
    email_addresses: candidate.emails,
    website_addresses: [],
    social_media_addresses: [],
    recruiter: null,
    coordinator: null,
    can_email: true,
    tags: candidate.tags,
    applications: candidate.applications.map(applicationBody),
    educations: [],
    employments: [],
    linked_user_ids: candidate.linkedUserIds,
    custom_fields: { shirt_size: shirtSizeOf(candidate) },
    keyed_custom_fields: { shirt_size: { name: "Shirt Size", type: "single_select", value: shirtSizeOf(candidate) } },
    added_by_greenhouse_last_week: null,
    ...candidate.malformed,
  };
}

function applicationBody(application: Application): Record<string, unknown> {
  return {
    id: application.id,
    candidate_id: application.candidateId,
    prospect: application.prospect,
    applied_at: iso(application.appliedAt),
    rejected_at: iso(application.rejectedAt),
    last_activity_at: iso(application.lastActivityAt),
    location: null,
    source: null,
    credited_to: null,
    recruiter: null,
    coordinator: null,
    rejection_reason: null,
    rejection_details: null,
    jobs: application.jobs.map(({ id, name }) => ({ id, name })),
    job_post_id: null,
    status: application.status,
    current_stage: null,
    answers: [],
    prospective_office: null,
    prospective_department: null,
    prospect_detail: { prospect_pool: null, prospect_stage: null, prospect_owner: null },
    attachments: [],
  };
}
