import { attachmentBody as attachmentCore } from "@/e2e/sandbox/harvest/attachments";
import { applicationCore, type Body, candidateCore, favoriteStation, offerCore } from "@/e2e/sandbox/harvest/bodies";
import { offerStatusNames } from "@/e2e/sandbox/v3/query";
import { iso } from "@/e2e/sandbox/world/calendar";
import { recruiterOf, type User } from "@/e2e/sandbox/world/employer";
import {
  type Application,
  type Attachment,
  type Candidate,
  type Job,
  type Malformed,
  type Named,
  type Offer,
  salaryOf,
  shirtSizeOf,
} from "@/e2e/sandbox/world/model";

/** The hiring manager of a job, as a record of its own. */
export interface Assignment {
  id: number;
  userId: number;
  jobId: number;
}

export interface CustomField extends Named {
  key: string;
  /** What it is a field of. */
  of: "offer" | "candidate";
  /** As Harvest calls it; a choice of one where nothing is said. */
  type?: "currency";
}

export const customFields: readonly CustomField[] = [
  { id: 7_001, key: "employment_type", name: "Employment Type", of: "offer" },
  { id: 7_002, key: "favorite_station", name: "Favorite Station", of: "offer" },
  { id: 7_003, key: "shirt_size", name: "Shirt Size", of: "candidate" },
  { id: 7_004, key: "salary", name: "Salary", of: "offer", type: "currency" },
];

const renamed: Record<string, string> = {
  starts_at: "starts_on",
  sent_at: "sent_on",
  opening: "opening_id",
  is_private: "private",
  last_activity: "last_activity_at",
};

/** What is malformed, by Harvest v3's names. */
function malformedHere(malformed: Malformed | undefined): Body {
  return Object.fromEntries(Object.entries(malformed ?? {}).map(([name, value]) => [renamed[name] ?? name, value]));
}

/** An offer's custom fields; one that the account does not have is omitted. */
export function offerFields(offer: Offer): Body {
  return fieldValues("offer", { employment_type: offer.employmentType, favorite_station: favoriteStation, salary: salaryOf(offer) });
}

function fieldValues(of: CustomField["of"], values: Body): Body {
  const shown = customFields.filter((field) => field.of === of && values[field.key] !== undefined);
  return Object.fromEntries(shown.map(({ key, name, type = "single_select" }) => [key, { name, type, value: values[key] }]));
}

export function offerBody(offer: Offer): Body {
  return {
    ...offerCore(offer),
    opening_id: offer.openingId,
    status: offerStatusNames[offer.status],
    starts_on: offer.startsOn,
    sent_on: offer.sentOn,
    custom_fields: offerFields(offer),
    ...malformedHere(offer.malformed),
  };
}

/** An application. Where its candidate's applications are malformed in v1, here this one's status is. */
export function applicationBody(application: Application, candidate: Candidate | undefined): Body {
  const [job = null] = application.jobs;
  const unreadable = candidate?.malformed && "applications" in candidate.malformed;
  return {
    ...applicationCore(application),
    job_id: application.prospect ? null : (job?.id ?? null),
    status: unreadable ? candidate.malformed?.applications : application.status === "active" ? "in_process" : application.status,
    stage_id: null,
    stage_name: null,
    recruiter_id: recruiterOf(application)?.id ?? null,
    coordinator_id: null,
    location_address: null,
    prospective_job_ids: application.prospect ? application.jobs.map(({ id }) => id) : [],
    custom_fields: {},
    created_at: iso(application.appliedAt),
    updated_at: iso(application.lastActivityAt),
  };
}

export function candidateBody(candidate: Candidate): Body {
  const { applications: _, ...malformed } = malformedHere(candidate.malformed);
  return {
    ...candidateCore(candidate),
    private: candidate.isPrivate,
    last_activity_at: iso(candidate.lastActivityAt),
    custom_fields: fieldValues("candidate", { shirt_size: shirtSizeOf(candidate) }),
    ...malformed,
  };
}

/** The opening that an offer is for, with a custom field of its own. */
export function openingBody({ openingId, applicationId, jobId, createdAt }: Offer & { openingId: number }): Body {
  return {
    id: openingId,
    opening_id: `${openingId % 100}-1`,
    job_id: jobId,
    application_id: applicationId,
    open: false,
    opened_at: iso(createdAt),
    custom_fields: { cost_center: { name: "Cost Center", type: "short_text", value: `CC-${openingId % 10}` } },
  };
}

/** A file of an application, as a record of its own. */
export interface ApplicationFile {
  id: number;
  application: Application;
  file: Attachment;
}

export function attachmentBody({ id, application, file }: ApplicationFile, origin: string): Body {
  return { id, application_id: application.id, candidate_id: application.candidateId, ...attachmentCore(application, file, origin) };
}

const openedAt = "2026-05-05T22:36:05.366Z";

/** A job, with its employment type: of all custom fields that one was recorded here, and on no offer. */
export function jobBody(job: Job): Body {
  return {
    id: job.id,
    name: job.name,
    requisition_id: String(job.id - 5_500),
    notes: null,
    confidential: false,
    created_at: openedAt,
    updated_at: openedAt,
    is_template: false,
    copied_from_id: null,
    opened_at: openedAt,
    closed_at: null,
    status: "open",
    office_ids: job.offices.map(({ id }) => id),
    department_id: job.department?.id ?? null,
    custom_fields: { employment_type: { name: "Employment Type", type: "single_select", value: "Full-time" } },
  };
}

export function departmentBody({ id, name }: Named): Body {
  return { id, name, parent_id: null, external_id: null };
}

export function officeBody({ id, name }: Named): Body {
  return { id, name, parent_id: null, location: null };
}

export function assignmentBody({ id, userId, jobId }: Assignment): Body {
  return { id, user_id: userId, job_id: jobId };
}

export function userBody({ id, name, email, siteAdmin }: User): Body {
  return { id, name, primary_email: email, site_admin: siteAdmin, deactivated: false };
}

export function customFieldBody({ id, key, name, of }: CustomField): Body {
  return { id, field_type: of, name, name_key: key, value_type: "single_select", active: true };
}
