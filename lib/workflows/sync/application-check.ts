import { storedOffers, type TrackedApplication, trackedApplications } from "@/lib/offers/data";
import { acceptedOffer, type OfferState } from "@/lib/offers/rules";
import type { TenantTx } from "@/lib/platform/db";
import type { ApplicationId, CandidateId } from "@/lib/platform/ids";

/** An application to decide about: all versions of its offer that we know, those that are new to us, what we tracked. */
export interface ApplicationCheck {
  applicationId: ApplicationId;
  candidateId: CandidateId;
  offers: OfferState[];
  changed: OfferState[];
  tracked: TrackedApplication | null;
}

/** Applications as they are known here, with nothing new about their offers; those that are not tracked are left out. */
export async function applicationChecks(tx: TenantTx, applicationIds: readonly ApplicationId[]): Promise<ApplicationCheck[]> {
  const tracked = await trackedApplications(tx, applicationIds);
  const offers = Map.groupBy(await storedOffers(tx, applicationIds), (offer) => offer.applicationId);
  return [...tracked.values()].map((one) => ({
    applicationId: one.applicationId,
    candidateId: one.candidateId,
    offers: offers.get(one.applicationId) ?? [],
    changed: [],
    tracked: one,
  }));
}

/**
 * Returns whether the application can still be a hire: an offer stands as accepted, or Greenhouse calls it hired without one, or listed it
 * so and the person could not be read yet.
 */
export function isStanding({ offers, tracked }: ApplicationCheck, listsHired: boolean): boolean {
  if (acceptedOffer(offers)) return true;
  return tracked !== null && !tracked.hiredByOffer && (tracked.hired || (listsHired && tracked.readAt === null));
}

/** Returns whether a webhook announced something about the person that only Greenhouse can bear out. */
export function isAnnounced({ tracked }: ApplicationCheck): boolean {
  return tracked !== null && (tracked.announcedGone !== null || (tracked.readAt === null && tracked.lastCheckedAt !== null));
}

/** Looks in the portions that are read and settled together. */
export function chunksOf(checks: readonly ApplicationCheck[], size: number): ApplicationCheck[][] {
  return Array.from({ length: Math.ceil(checks.length / size) }, (_, at) => checks.slice(at * size, (at + 1) * size));
}
