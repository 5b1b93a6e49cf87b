import type { ApplicationId, CandidateId, OfferId } from "@/lib/platform/ids";

/**
 * Reads hires from Greenhouse, the same way for every version of Harvest. A connector stays below Greenhouse's rate limit,
 * retries transient failures, and throws `GreenhouseError` for the rest.
 */
export interface GreenhouseConnector {
  /** Returns one page of offers, where asked for with the custom fields of their openings. */
  offerPage(request: OfferPageRequest, reads?: { openings: boolean }): Promise<OfferPage>;
  /** Returns one page of hired applications, whose people may have no accepted offer. Null where this API can't list them. */
  readonly hiredPage: ((request: PageRequest) => Promise<HiredPage>) | null;
  /**
   * Returns the person behind each application, by application id. A deleted or unreadable person has a result, too. An
   * application that was just listed isn't read a second time. Where asked for, with the names of the hiring team.
   */
  people(applications: readonly PersonRequest[], reads?: { hiringTeam: boolean }): Promise<Map<ApplicationId, PersonResult>>;
  /** How many applications to pass to one call of `people`: `preferred` is fastest, `fullRequest` leaves no request part empty. */
  readonly batchSize: { preferred: number; fullRequest: number };
  /** Returns the fewest requests that `people` needs for this many applications that were not listed, without those for jobs. */
  requestsFor(applications: number): number;
  /**
   * Returns the candidates and applications that changed at or after a moment by Greenhouse's clock. Null when this API
   * can't tell, or not with `maxRequests` requests.
   */
  changedSince(moment: Date, maxRequests: number): Promise<Changes | null>;
  /** Returns the letters and packets of an application's offers. Throws `permission_missing` where this connection may not read them. */
  documents(of: ApplicationRef): Promise<OfferDocument[]>;
  /** Writes a note on a candidate, at most once. Null where this API can't. */
  readonly writeNote: ((candidateId: CandidateId, body: string) => Promise<NoteOutcome>) | null;
  /** Returns the optional permissions that Greenhouse has refused since the connector was opened, by Greenhouse's names. */
  lostPermissions(): readonly string[];
  /** Returns how many requests were sent, retries included. */
  requestCount(): number;
  /** Closes the connections. */
  close(): Promise<void>;
}

export interface ApplicationRef {
  applicationId: ApplicationId;
  candidateId: CandidateId;
}

export interface PersonRequest extends ApplicationRef {
  listed?: ListedApplication;
}

/** A hired application as a list shows it. */
export interface ListedApplication extends ApplicationRef {
  updatedAt: Date | null;
  /** Null for a prospect. */
  jobId: number | null;
  customFields: CustomField[];
  /** The user of each role of the hiring team, by id; null: none. */
  team: Record<TeamRole, number | null>;
}

/** The roles of an application's hiring team that one user has each. */
export const teamRoles = ["recruiter", "coordinator"] as const;
export type TeamRole = (typeof teamRoles)[number];

export interface Changes {
  candidateIds: ReadonlySet<CandidateId>;
  applicationIds: ReadonlySet<ApplicationId>;
}

/**
 * Where to read a list: the first page of what changed at or after a moment, the first page of everything (`null`; of offers, all
 * accepted ones), or the page that an earlier one named as `next`.
 */
export type PageRequest = { changedSince: Date | null } | { next: string };

/** Days as YYYY-MM-DD, both included. */
export type DayRange = readonly [from: string, to: string];

/** Also the first page of the accepted offers with a start date in a range. */
export type OfferPageRequest = PageRequest | { startsBetween: DayRange };

export type OfferStatus = "unresolved" | "accepted" | "rejected" | "deprecated";

export interface OfferVersion {
  id: OfferId;
  applicationId: ApplicationId;
  candidateId: CandidateId;
  version: number;
  status: OfferStatus;
  /** As Greenhouse sent it; not checked to be a date. */
  startsOn: string | null;
  customFields: CustomField[];
  /** Those of the opening, with its `opening_id`; undefined where openings were not asked for, or can't be read. */
  openingFields: CustomField[] | undefined;
  resolvedAt: Date | null;
  updatedAt: Date;
}

/** A record from Greenhouse that doesn't fit its schema. `reason` names the property and what was expected, never the value. */
export interface Rejected {
  kind: "offer" | "candidate";
  id: string;
  reason: string;
  /** When the record last changed, if that was readable. */
  changedAt: Date | null;
}

export interface ListPage {
  /** Address of the next page; null on the last one. */
  next: string | null;
  /** When Greenhouse responded, by its own clock; null without a `Date` header. */
  respondedAt: Date | null;
}

export interface OfferPage extends ListPage {
  offers: OfferVersion[];
  rejected: Rejected[];
}

export interface HiredPage extends ListPage {
  applications: ListedApplication[];
  /** Hired applications that can't be read from the list; `people` says why. */
  unreadable: ApplicationRef[];
  /** Records that don't even say whose they are. */
  rejected: Rejected[];
}

export interface Candidate {
  id: CandidateId;
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  emails: TypedValue[];
  phones: TypedValue[];
  addresses: TypedValue[];
  customFields: CustomField[];
}

/** A field that a customer added in Greenhouse. */
export interface CustomField {
  /** Greenhouse's key, which a rename doesn't change. */
  key: string;
  name: string;
  /** As text; null when empty. */
  value: string | null;
}

export interface TypedValue {
  type: string;
  value: string;
}

/** A value from Greenhouse: null when it is empty there, undefined when this connection has no permission to read it. */
export type ReportedValue = string | null | undefined;

/** The job of a hired application. A prospect has no job or several, so its name is null. */
export interface JobDetails {
  name: ReportedValue;
  department: ReportedValue;
  /** The office, if the job has exactly one. */
  location: ReportedValue;
  /** The hiring manager, if the job has exactly one. */
  managerName: ReportedValue;
  /**
   * With its `requisition_id`, and where there are several, `offices` and `hiring_managers`. Amounts of money are left out. Undefined when
   * this connection can't read jobs.
   */
  customFields: readonly CustomField[] | undefined;
}

export type PersonResult =
  | {
      kind: "hired";
      candidate: Candidate;
      job: JobDetails;
      applicationFields: CustomField[];
      /** The names of those who have a role in the hiring team; undefined where they are not known, or were not asked for. */
      team: Record<TeamRole, ReportedValue>;
      /** When the application last changed, where this API says so. */
      updatedAt: Date | null;
    }
  | { kind: "not_hired" }
  /** Greenhouse keeps the application and has anonymized its person, hired or not. Nothing of the person may be stored or shown. */
  | { kind: "anonymized" }
  /** `isShown`: Greenhouse shows the record, and it can't be read. One it doesn't show may be private, and is not therefore deleted. */
  | { kind: "unreadable"; rejected: Rejected; isShown: boolean };

/** What became of a note: written, refused, surely not received, or not known because the answer was lost. */
export type NoteOutcome = "written" | "refused" | "not_sent" | "unknown";

export const documentTypes = ["signed_offer_letter", "offer_letter", "offer_packet"] as const;
export type DocumentType = (typeof documentTypes)[number];

/** A document of an offer. The link to its content is a secret: anyone who has it can read it, for 7 days. */
export interface OfferDocument {
  /** The same each time it is read. */
  id: string;
  type: DocumentType;
  name: string;
  createdAt: Date | null;
  link: string;
}

export type GreenhouseFailure =
  /** 401: the credential is unknown, revoked or expired. */
  | "credential_rejected"
  /** 403: the credential lacks a permission. */
  | "permission_missing"
  /** No response, or 5xx, after all attempts. */
  | "greenhouse_unreachable"
  /** Greenhouse asked to wait longer than a run should. */
  | "greenhouse_rate_limited"
  /** The response is not what Harvest documents, or links to another address than the configured one. */
  | "greenhouse_unreadable";

/** A request to Greenhouse failed. The message is shown to users; it holds no credential and no personal data. */
export class GreenhouseError extends Error {
  readonly failure: GreenhouseFailure;
  /** The missing permission, by Greenhouse's name. */
  readonly permission: string | undefined;

  constructor(failure: GreenhouseFailure, message: string, permission?: string) {
    super(message);
    this.name = "GreenhouseError";
    this.failure = failure;
    this.permission = permission;
  }
}
