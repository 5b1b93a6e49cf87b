import { WorldError } from "@/e2e/sandbox/world/changes";
import type { World } from "@/e2e/sandbox/world/world";

/** Deletes a candidate with their applications. Their offers stay listed: the hard case for a client. */
export function deleteCandidate(world: World, candidateId: number): void {
  const candidate = world.touch(candidateId);
  for (const { id } of candidate.applications) world.forget("application", id);
  world.forget("candidate", candidateId);
  world.tell({ kind: "candidate_deleted", candidate });
}

/** Deletes one application; its candidate and offers stay. */
export function deleteApplication(world: World, applicationId: number): void {
  const application = world.application(applicationId);
  const candidate = world.touch(application.candidateId);
  candidate.applications = candidate.applications.filter(({ id }) => id !== applicationId);
  world.forget("application", applicationId);
  world.tell({ kind: "application_deleted", application, candidate });
}

/** Anonymizes a candidate as Greenhouse does: "Anonymized" and the id for a name, and no way to reach them. Ids and applications stay. */
export function anonymize(world: World, candidateId: number): void {
  const candidate = world.touch(candidateId);
  Object.assign(candidate, {
    firstName: "Anonymized",
    lastName: String(candidateId),
    preferredName: null,
    company: null,
    title: null,
    emails: [],
    phones: [],
    addresses: [],
  });
  world.tell({ kind: "candidate_anonymized", candidate });
}

/** Merges a candidate into another one, who takes over the applications. */
export function merge(world: World, loserId: number, winnerId: number): void {
  if (loserId === winnerId) throw new WorldError("impossible", "A candidate cannot be merged into themselves.");
  const into = world.touch(winnerId);
  const candidate = world.touch(loserId);
  for (const application of candidate.applications) {
    application.candidateId = winnerId;
    into.applications.push(application);
    world.touch(winnerId, application);
  }
  candidate.applications = [];
  world.forget("candidate", loserId);
  world.tell({ kind: "candidate_merged", candidate, into });
}
