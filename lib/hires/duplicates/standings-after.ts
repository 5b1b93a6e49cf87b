import type { Decision } from "@/lib/hires/change";
import type { StoredHire } from "@/lib/hires/data";
import { peopleWith } from "@/lib/hires/duplicates/data";
import { identityKeys, type Person, personOf, type Standing, standings, statusToOthers } from "@/lib/hires/duplicates/standing";
import type { TenantTx } from "@/lib/platform/db";
import type { ApplicationId, HireId } from "@/lib/platform/ids";

/** One of those who are decided about together: someone who is meant, or who may be the same person. */
export interface Entry {
  id: HireId | null;
  applicationId: ApplicationId;
  current: StoredHire | null;
  isSubject: boolean;
}

/**
 * Returns how each stands to the others once the change is made, by application id. Throws where a hire would get an identity that is not among
 * `keys`, by which the others were found.
 */
export async function standingsAfter(
  tx: TenantTx,
  entries: readonly Entry[],
  keys: ReadonlySet<string>,
  now: Date,
  decisionAlone: (entry: Entry) => Decision<unknown> | null,
): Promise<(applicationId: ApplicationId) => Standing> {
  const people = new Map<ApplicationId, Person>();
  for (const entry of entries) {
    // What a verb makes of the values does not depend on how a hire stands to others.
    const decision = decisionAlone(entry);
    const after = decision && !("refused" in decision) ? decision.next : entry.current?.state;
    if (!after) continue;
    const person = personOf(entry.current ?? { id: null, createdAt: now }, {
      ...after,
      status: statusToOthers(entry.current?.state, after),
    });
    people.set(entry.applicationId, person);
    if (entry.isSubject && !identityKeys(person).every((key) => keys.has(key)))
      throw new Error("a hire got an identity that is not locked");
  }
  const others = entries.flatMap(({ isSubject, applicationId }) => (isSubject ? [] : (people.get(applicationId) ?? [])));
  // How the others stand depends on people who have nothing to do with those who are changed.
  const further = others.length === 0 ? [] : await peopleWith(tx, others.flatMap(identityKeys));
  return standings([...people.values(), ...further.filter(({ applicationId }) => !people.has(applicationId))]);
}
