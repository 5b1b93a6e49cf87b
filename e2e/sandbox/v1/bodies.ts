import { attachmentBody, attachmentsOf } from "@/e2e/sandbox/harvest/attachments";
import { applicationCore, type Body, candidateCore, favoriteStation, offerCore } from "@/e2e/sandbox/harvest/bodies";
import { iso } from "@/e2e/sandbox/world/calendar";
import { recruiterOf, type User } from "@/e2e/sandbox/world/employer";
import { type Application, type Candidate, type Offer, salaryOf, shirtSizeOf } from "@/e2e/sandbox/world/model";

/** Returns an offer in Harvest v1's shape; a malformed one has its wrong properties in place of the right ones. */
export function offerBody(offer: Offer): Body {
  const hasField = offer.employmentType !== undefined;
  return {
    ...offerCore(offer),
    opening:
      offer.openingId === null
        ? null
        : { id: offer.openingId, opening_id: `${offer.openingId % 100}-1`, status: "closed", close_reason: null },
    sent_at: offer.sentOn,
    starts_at: offer.startsOn,
    status: offer.status,
    custom_fields: {
      ...(hasField ? { employment_type: offer.employmentType } : {}),
      favorite_station: favoriteStation,
      salary: salaryOf(offer),
    },
    keyed_custom_fields: {
      ...(hasField ? { time_type: { name: "Employment Type", type: "single_select", value: offer.employmentType } } : {}),
      favorite_station: { name: "Favorite Station", type: "single_select", value: favoriteStation },
      salary: { name: "Salary", type: "currency", value: salaryOf(offer) },
    },
    ...offer.malformed,
  };
}

/** Returns a candidate with their applications in Harvest v1's shape. */
export function candidateBody(candidate: Candidate, origin: string): Body {
  return {
    ...candidateCore(candidate),
    last_activity: iso(candidate.lastActivityAt),
    is_private: candidate.isPrivate,
    photo_url: null,
    attachments: candidate.applications.flatMap((one) => filesOf(one, origin)),
    application_ids: candidate.applications.map(({ id }) => id),
    recruiter: null,
    coordinator: null,
    applications: candidate.applications.map((one) => applicationBody(one, origin)),
    educations: [],
    employments: [],
    custom_fields: { shirt_size: shirtSizeOf(candidate) },
    keyed_custom_fields: { shirt_size: { name: "Shirt Size", type: "single_select", value: shirtSizeOf(candidate) } },
    added_by_greenhouse_last_week: null,
    ...candidate.malformed,
  };
}

function filesOf(application: Application, origin: string): Body[] {
  return attachmentsOf(application).map((file) => attachmentBody(application, file, origin));
}

function memberBody(user: User | null): Body | null {
  if (!user) return null;
  const [first_name, ...rest] = user.name.split(" ");
  return { id: user.id, first_name, last_name: rest.join(" "), name: user.name, employee_id: null };
}

/** Returns an application in Harvest v1's shape. */
export function applicationBody(application: Application, origin: string): Body {
  return {
    ...applicationCore(application),
    applied_at: iso(application.appliedAt),
    location: null,
    source: null,
    credited_to: null,
    recruiter: memberBody(recruiterOf(application)),
    coordinator: null,
    rejection_reason: null,
    rejection_details: null,
    jobs: application.jobs.map(({ id, name }) => ({ id, name })),
    status: application.status,
    current_stage: null,
    prospective_office: null,
    prospective_department: null,
    prospect_detail: { prospect_pool: null, prospect_stage: null, prospect_owner: null },
    attachments: filesOf(application, origin),
  };
}
