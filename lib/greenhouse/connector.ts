/**
 * What the portal asks of Greenhouse, in our words, whatever version of Harvest answers. A connector keeps to
 * Greenhouse's rate limit, repeats what failed in passing, and throws `GreenhouseError` for what it cannot mend.
 */
export interface GreenhouseConnector {
  /** One page of offers, changed at or after a moment (all of them without one) or where an earlier page said to go on. */
  offerPage(from: OfferListing): Promise<OfferPage>;
  /** People by candidate id, each exactly once; one that is gone or cannot be read has a result that says so. */
  candidates(ids: readonly number[]): Promise<Map<number, CandidateResult>>;
  /** Requests that Greenhouse was sent so far, repeated ones included. */
  requestCount(): number;
  /** Ends the connections. */
  close(): Promise<void>;
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
  employmentType: string | null;
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
  applications: Application[];
}

export interface TypedValue {
  type: string;
  value: string;
}

export interface Application {
  id: number;
  status: string;
  /** The name of its job; null for a prospect, who has none or several. */
  jobName: string | null;
}

export type CandidateResult = { ok: true; candidate: Candidate } | { ok: false; rejected: Rejected };

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
