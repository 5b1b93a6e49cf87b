import { offerFields } from "@/e2e/sandbox/v3/bodies";
import { offerStatusNames } from "@/e2e/sandbox/v3/query";
import { iso } from "@/e2e/sandbox/world/calendar";
import type { Change } from "@/e2e/sandbox/world/changes";
import { type Application, acceptedOffer, type Candidate, type Day, type Job, type Offer } from "@/e2e/sandbox/world/model";

/** What Greenhouse tells of a change. */
export function webhookBody(change: Change): { action: string; payload: unknown } {
  switch (change.kind) {
    case "hired":
      return { action: "hire_candidate", payload: { application: hiredPayload(change.application, change.candidate) } };
    case "unhired":
      return { action: "unhire_candidate", payload: { application: applicationPayload(change.application, change.candidate) } };
    case "application_changed":
      return { action: "application_updated", payload: { application: applicationPayload(change.application, change.candidate) } };
    case "offer_changed":
      return { action: "offer_updated", payload: offerPayload(change.offer) };
    case "candidate_corrected":
      return { action: "update_candidate", payload: { candidate: candidatePayload(change.candidate) } };
    case "application_deleted":
      return { action: "delete_application", payload: { application: applicationPayload(change.application, change.candidate) } };
    case "candidate_anonymized":
      return {
        action: "candidate_anonymized",
        payload: { candidate_id: change.candidate.id, anonymized_fields: ["full_name", "email_addresses", "phone_numbers", "addresses"] },
      };
    case "candidate_merged":
      return { action: "merge_candidate", payload: { person: { ...personPayload(change.candidate), new_candidate_id: change.into.id } } };
    case "candidate_deleted":
      return { action: "delete_candidate", payload: { person: personPayload(change.candidate) } };
  }
}

function hiredPayload(application: Application, candidate: Candidate) {
  const jobs = application.jobs.map(jobPayload);
  const offer = acceptedOffer(application);
  return {
    id: application.id,
    opening: offer?.openingId ? { opening_id: String(offer.openingId), custom_fields: [] } : null,
    credited_to: null,
    source: null,
    url: urlOf(application),
    candidate: candidatePayload(candidate),
    job: jobs[0] ?? null,
    jobs,
    custom_fields: {},
    offer: offer && {
      id: offer.id,
      version: offer.version,
      created_at: iso(offer.createdAt),
      sent_at: offer.sentOn,
      resolved_at: iso(offer.resolvedAt),
      starts_at: offer.startsOn,
      custom_fields: offerFields(offer),
    },
  };
}

function applicationPayload(application: Application, candidate: Candidate) {
  return {
    id: application.id,
    rejected_at: iso(application.rejectedAt),
    prospect: application.prospect,
    status: application.status,
    applied_at: iso(application.appliedAt),
    last_activity_at: iso(application.lastActivityAt),
    url: urlOf(application),
    source: null,
    credited_to: null,
    rejection_reason: null,
    rejection_details: null,
    current_stage: null,
    custom_fields: {},
    candidate: candidatePayload(candidate),
    jobs: application.jobs.map(jobPayload),
  };
}

function offerPayload(offer: Offer) {
  return {
    id: offer.id,
    application_id: offer.applicationId,
    job_id: offer.jobId,
    user_id: null,
    version: offer.version,
    sent_on: offer.sentOn,
    resolved_at: iso(offer.resolvedAt),
    start_date: american(offer.startsOn),
    notes: null,
    offer_status: offerStatusNames[offer.status],
    custom_fields: offerFields(offer),
  };
}

function candidatePayload(candidate: Candidate) {
  return {
    id: candidate.id,
    first_name: candidate.firstName,
    last_name: candidate.lastName,
    title: candidate.title,
    company: candidate.company,
    created_at: iso(candidate.createdAt),
    external_id: null,
    photo_url: null,
    url: `https://app.greenhouse.io/people/${candidate.id}`,
    is_private: candidate.isPrivate,
    can_email: true,
    phone_numbers: candidate.phones,
    email_addresses: candidate.emails,
    addresses: candidate.addresses,
    website_addresses: [],
    social_media_addresses: [],
    educations: [],
    employments: [],
    recruiter: null,
    coordinator: null,
    attachments: [],
    tags: candidate.tags,
    custom_fields: {},
  };
}

function personPayload(candidate: Candidate) {
  return {
    id: candidate.id,
    first_name: candidate.firstName,
    last_name: candidate.lastName,
    company: candidate.company,
    title: candidate.title,
    created_at: iso(candidate.createdAt),
    headline: null,
    is_private: candidate.isPrivate,
    recruiter_user_id: null,
    coordinator_user_id: null,
    can_email: true,
    deleted_application_ids: candidate.applications.map(({ id }) => id),
  };
}

function jobPayload({ id, name, department, offices }: Job) {
  return {
    id,
    name,
    requisition_id: null,
    confidential: false,
    departments: department ? [{ ...department, external_id: null }] : [],
    offices: offices.map((office) => ({ ...office, location: null, external_id: null })),
    custom_fields: {},
  };
}

function urlOf({ id, candidateId }: Application): string {
  return `https://app.greenhouse.io/people/${candidateId}?application_id=${id}`;
}

/** A day as webhooks have it in offers: MM/DD/YYYY. */
function american(day: Day | null): string | null {
  return day && `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
}
