import type { HireStatus } from "@/lib/hires/codes";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import type { DuplicateRank, HireState } from "@/lib/hires/status";
import type { ApplicationId, CandidateId, HireId } from "@/lib/platform/ids";

/** Identity used to find duplicates. `id` is null until the hire is stored. */
export interface Person {
  id: HireId | null;
  applicationId: ApplicationId;
  candidateId: CandidateId;
  personalEmail: string | null;
  status: HireStatus;
  duplicateDecision: Exclude<DuplicateDecision, "exclude"> | null;
  createdAt: Date;
}

/** How a hire stands to those who may be the same person. */
export interface Standing {
  duplicateRank: DuplicateRank;
  /** One of them was invited, and HR has not decided about it. */
  duplicateInvited: boolean;
}

/** How a hire stands that is like no other. */
export const noDuplicate: Standing = { duplicateRank: "none", duplicateInvited: false };

/** Returns a hire as a person to compare with others. */
export function personOf(stored: { id: HireId | null; createdAt: Date }, state: HireState): Person {
  const { applicationId, candidateId, values, status, duplicateDecision } = state;
  return {
    id: stored.id,
    createdAt: stored.createdAt,
    applicationId,
    candidateId,
    personalEmail: values.personalEmail,
    status,
    duplicateDecision,
  };
}

/** Returns what a person shares with a duplicate, as texts that are the same for both. */
export function identityKeys({ candidateId, personalEmail }: Pick<Person, "candidateId" | "personalEmail">): string[] {
  return [candidateKey(candidateId), ...(personalEmail === null ? [] : [addressKey(personalEmail)])];
}

const candidateKey = (candidateId: CandidateId) => `candidate ${candidateId}`;
/** Returns the key of a personal address, which is ASCII and the same in whatever case. */
export const addressKey = (address: string) => `address ${address.toLowerCase()}`;

/** Returns whether a hire counts as one that others may be a duplicate of. */
export function counts({ status }: Pick<Person, "status">): boolean {
  return status !== "withdrawn" && status !== "excluded";
}

/** Returns a status that says whether a hire counts from now on, and whether it was invited before. */
export function statusToOthers(before: HireState | undefined, after: HireState): HireState["status"] {
  if (!counts(after)) return after.status;
  return before?.status === "invited" || before?.status === "started" ? before.status : "pending";
}

/**
 * Returns how each of these stands to the others among them, by application id. Which of two was first is the same on both sides:
 * the one that was stored earlier and, of those stored together, the one with the lower application id.
 */
export function standings(people: readonly Person[]): (applicationId: ApplicationId) => Standing {
  const byKey = new Map<string, Person[]>();
  for (const person of people) {
    for (const key of identityKeys(person)) byKey.set(key, [...(byKey.get(key) ?? []), person]);
  }
  const found = new Map<ApplicationId, Standing>();
  for (const person of people) {
    const others = identityKeys(person)
      .flatMap((key) => byKey.get(key) ?? [])
      .filter((other) => other.applicationId !== person.applicationId && counts(other));
    if (others.length === 0) continue;
    found.set(person.applicationId, {
      duplicateRank: others.every((other) => isBefore(person, other)) ? "first" : "second",
      duplicateInvited: others.some(
        (other) => other.duplicateDecision === null && (other.status === "invited" || other.status === "started"),
      ),
    });
  }
  return (applicationId) => found.get(applicationId) ?? noDuplicate;
}

function isBefore(one: Person, other: Person): boolean {
  const difference = one.createdAt.getTime() - other.createdAt.getTime();
  return difference === 0 ? one.applicationId < other.applicationId : difference < 0;
}
