/** Epoch milliseconds. */
export type Moment = number;

/** A calendar day, YYYY-MM-DD; it has no time zone. */
export type Day = string;

export const offerStatuses = ["unresolved", "accepted", "rejected", "deprecated"] as const;
type OfferStatus = (typeof offerStatuses)[number];

type ApplicationStatus = "active" | "rejected" | "hired" | "converted";

interface TypedValue {
  value: string;
  type: string;
}

/** A department, an office or a hiring manager. */
export interface Named {
  id: number;
  name: string;
}

export interface Job {
  id: number;
  name: string;
  department: Named | null;
  offices: Named[];
  /** The hiring managers; each is a user. */
  managers: Named[];
}

/**
 * Properties that every presentation sends in place of the right ones (`undefined` leaves the property out), for records
 * that a client cannot read.
 */
export type Malformed = Readonly<Record<string, unknown>>;

/** One version of an offer. */
export interface Offer {
  id: number;
  version: number;
  applicationId: number;
  candidateId: number;
  jobId: number | null;
  openingId: number | null;
  status: OfferStatus;
  startsOn: Day | null;
  sentOn: Day | null;
  resolvedAt: Moment | null;
  /** Undefined where the account has no such custom field; null where it was not filled in. */
  employmentType?: string | null;
  createdAt: Moment;
  updatedAt: Moment;
  malformed?: Malformed;
}

export const attachmentContents = ["pdf", "html", "moved", "endless", "drip"] as const;

/** A file of an application; its content is what stands behind its link. */
export interface Attachment {
  type: string;
  filename: string;
  content: (typeof attachmentContents)[number];
}

/** What an integration wrote on a candidate. */
export interface Note {
  id: number;
  candidateId: number;
  userId: number;
  body: string;
  visibility: string;
  createdAt: Moment;
}

/** A change of it stamps `lastActivityAt`, which is also when it was last updated. */
export interface Application {
  id: number;
  candidateId: number;
  status: ApplicationStatus;
  prospect: boolean;
  jobs: Job[];
  appliedAt: Moment;
  rejectedAt: Moment | null;
  lastActivityAt: Moment;
  offers: Offer[];
  /** Undefined: those that an application of its kind has. */
  attachments?: Attachment[];
}

export interface Candidate {
  id: number;
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  company: string | null;
  title: string | null;
  isPrivate: boolean;
  emails: TypedValue[];
  phones: TypedValue[];
  addresses: TypedValue[];
  tags: string[];
  linkedUserIds: number[];
  createdAt: Moment;
  updatedAt: Moment;
  lastActivityAt: Moment;
  applications: Application[];
  malformed?: Malformed;
}

/** What each offer says of pay, in its own way of writing amounts. */
export function salaryOf({ id }: Pick<Offer, "id">): { amount: string; unit: string } {
  return { amount: `${60 + (id % 40)}000.0`, unit: "EUR" };
}

/** Every candidate's custom field; some left it empty. */
export function shirtSizeOf({ id }: Pick<Candidate, "id">): string | null {
  return ["S", "M", "L", "XL", null][id % 5] ?? null;
}

export type NewOffer = Omit<Offer, "id" | "applicationId" | "candidateId">;

export type NewApplication = Omit<Application, "id" | "candidateId" | "offers"> & { offers: NewOffer[] };

export type NewCandidate = Omit<Candidate, "id" | "applications"> & { applications: NewApplication[] };

/** The offer version that counts: the highest accepted one. */
export function acceptedOffer(application: { offers: readonly Offer[] }): Offer | undefined {
  return application.offers.filter(({ status }) => status === "accepted").reduce<Offer | undefined>(higherVersion, undefined);
}

/** The offer version that was made last, whatever became of it. */
export function latestOffer(application: { offers: readonly Offer[] }): Offer | undefined {
  return application.offers.reduce<Offer | undefined>(higherVersion, undefined);
}

function higherVersion(best: Offer | undefined, offer: Offer): Offer {
  return best && best.version >= offer.version ? best : offer;
}
