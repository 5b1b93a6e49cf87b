/**
 * What the portal asks of Greenhouse, in our words, whatever version of Harvest answers. A connector keeps to
 * Greenhouse's rate limit, repeats what failed in passing, and throws `GreenhouseError` for what it cannot mend.
 */
export interface GreenhouseConnector {
  /**
   * One page of offers, changed at or after a moment, or where an earlier page said to go on. Without a moment: the
   * accepted ones, which are all that a first listing needs.
   */
  offerPage(from: OfferListing): Promise<OfferPage>;
  /** The people behind applications, a result for each by application id; who is gone or unreadable has one that says so. */
  people(asked: readonly AskedApplication[]): Promise<Map<number, PersonResult>>;
  /** So many applications one call of `people` may best be asked for, and the number that fills whole requests. */
  readonly batch: { best: number; whole: number };
  /** Requests that `people` takes for so many applications at least; what jobs need is not counted. */
  requestsFor(applications: number): number;
  /**
   * Which candidates and applications changed at or after a moment by Greenhouse's clock; null when this API cannot tell,
   * or not with fewer than `fewerThan` requests.
   */
  changedSince(moment: Date, fewerThan: number): Promise<Changed | null>;
  /** Optional permissions that Greenhouse refused since the connector was opened, as it names them. */
  lostPermissions(): readonly string[];
  /** Requests that Greenhouse was sent so far, repeated ones included. */
  requestCount(): number;
  /** Ends the connections. */
  close(): Promise<void>;
}

export interface AskedApplication {
  applicationId: number;
  candidateId: number;
}

export interface Changed {
  candidateIds: ReadonlySet<number>;
  applicationIds: ReadonlySet<number>;
}

export type OfferListing = { changedSince: Date | null } | { next: string };

export type OfferStatus = "unresolved" | "accepted" | "rejected" | "deprecated";

export interface OfferVersion {
  id: number;
  applicationId: number;
  candidateId: number;
  version: number;
  status: OfferStatus;
  /** As Greenhouse has it; a day, if it is valid. */
  startsOn: string | null;
  customFields: CustomField[];
  resolvedAt: Date | null;
  updatedAt: Date;
}

/** Something Greenhouse sent that does not fit. `reason` names the property and what was expected, never the value. */
export interface Rejected {
  kind: "offer" | "candidate";
  id: string;
  reason: string;
  /** When it last changed, as far as that could be read. */
  changedAt: Date | null;
}

export interface OfferPage {
  offers: OfferVersion[];
  rejected: Rejected[];
  /** Where the next page is; null on the last. */
  next: string | null;
  /** The moment of the answer by Greenhouse's own clock; null when it did not say. */
  answeredAt: Date | null;
}

export interface Candidate {
  id: number;
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  emails: TypedValue[];
  phones: TypedValue[];
  addresses: TypedValue[];
  customFields: CustomField[];
}

/** A custom field that an account made for itself. */
export interface CustomField {
  /** Greenhouse's key; it stays when the field is renamed. */
  key: string;
  name: string;
  /** As a text; null where it has no value. */
  value: string | null;
}

export interface TypedValue {
  type: string;
  value: string;
}

/** What Greenhouse says: null when it has nothing there, undefined when this connection cannot know. */
export type Told = string | null | undefined;

/** What is known of the job of a hired application; a prospect, who has none or several, has no name. */
export interface JobFacts {
  name: Told;
  department: Told;
  /** The office, where the job has exactly one. */
  location: Told;
  /** The hiring manager, where the job has exactly one. */
  managerName: Told;
}

export type PersonResult =
  | { kind: "hired"; candidate: Candidate; job: JobFacts; applicationFields: CustomField[] }
  | { kind: "not_hired" }
  | { kind: "unreadable"; rejected: Rejected };

export type GreenhouseFailure =
  /** 401: the key is not known (any more). */
  | "credential_rejected"
  /** 403: the key may not do this. */
  | "permission_missing"
  /** No answer, or 5xx, after all attempts. */
  | "greenhouse_unreachable"
  /** Greenhouse asked to wait longer than a run should. */
  | "greenhouse_rate_limited"
  /** The answer as a whole is not what Harvest documents, or leads away from the configured address. */
  | "greenhouse_unreadable";

/** Greenhouse could not be asked. The message is for people and holds no credential and no personal data. */
export class GreenhouseError extends Error {
  readonly failure: GreenhouseFailure;
  /** The permission that is missing, as Greenhouse names it. */
  readonly permission: string | undefined;

  constructor(failure: GreenhouseFailure, message: string, permission?: string) {
    super(message);
    this.name = "GreenhouseError";
    this.failure = failure;
    this.permission = permission;
  }
}
