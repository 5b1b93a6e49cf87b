import { iso } from "@/e2e/sandbox/world/calendar";
import type { Application, Candidate, Offer } from "@/e2e/sandbox/world/model";

export type Body = Record<string, unknown>;

/** The value of the custom field that every offer has. */
export const favoriteStation = "The Swan";

/** Returns what both versions of Harvest say of an offer under the same names. */
export function offerCore(offer: Offer): Body {
  return {
    id: offer.id,
    version: offer.version,
    application_id: offer.applicationId,
    job_id: offer.jobId,
    candidate_id: offer.candidateId,
    created_at: iso(offer.createdAt),
    updated_at: iso(offer.updatedAt),
    resolved_at: iso(offer.resolvedAt),
    added_by_greenhouse_last_week: { clients: "must not mind" },
  };
}

/** Returns what both versions of Harvest say of an application under the same names. */
export function applicationCore(application: Application): Body {
  return {
    id: application.id,
    candidate_id: application.candidateId,
    job_post_id: null,
    prospect: application.prospect,
    rejected_at: iso(application.rejectedAt),
    last_activity_at: iso(application.lastActivityAt),
    answers: [],
  };
}

/** Returns what both versions of Harvest say of a candidate under the same names. */
export function candidateCore(candidate: Candidate): Body {
  return {
    id: candidate.id,
    first_name: candidate.firstName,
    last_name: candidate.lastName,
    preferred_name: candidate.preferredName,
    company: candidate.company,
    title: candidate.title,
    can_email: true,
    tags: candidate.tags,
    linked_user_ids: candidate.linkedUserIds,
    phone_numbers: candidate.phones,
    addresses: candidate.addresses,
    email_addresses: candidate.emails,
    website_addresses: [],
    social_media_addresses: [],
    created_at: iso(candidate.createdAt),
    updated_at: iso(candidate.updatedAt),
  };
}
