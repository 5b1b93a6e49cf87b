import type { Application, Candidate, Offer } from "@/e2e/sandbox/world/model";

/** A change the world does not allow: the record is `unknown`, or the change is `impossible` in its state. */
export class WorldError extends Error {
  readonly kind: "unknown" | "impossible";

  constructor(kind: "unknown" | "impossible", message: string) {
    super(message);
    this.name = "WorldError";
    this.kind = kind;
  }
}

/** What happened, told right after it. */
export type Change =
  | { kind: "hired" | "unhired" | "application_changed"; application: Application; candidate: Candidate }
  | { kind: "application_deleted"; application: Application; candidate: Candidate }
  | { kind: "offer_changed"; offer: Offer }
  | { kind: "candidate_corrected" | "candidate_anonymized" | "candidate_deleted"; candidate: Candidate }
  | { kind: "candidate_merged"; candidate: Candidate; into: Candidate };

export interface AddedIds {
  candidateId: number;
  applicationIds: number[];
  offerIds: number[];
}

/** What a correction of a candidate may set; null empties a name and removes the personal addresses. */
export interface CandidateCorrection {
  firstName?: string | null;
  lastName?: string | null;
  personalEmail?: string | null;
}
