import { heldOffers, retryListingFrom, type TrackedApplication, trackedApplications } from "@/lib/accepted-offers/data";
import { forgetRejectedOffers, keepOffers, rememberRejectedOffers, trackApplications } from "@/lib/accepted-offers/mutations";
import { mergeOffers, type OfferState, standingOffer } from "@/lib/accepted-offers/rules";
import type { CandidateResult, OfferListing, OfferPage } from "@/lib/greenhouse/connector";
import type { ListingPosition } from "@/lib/integrations/data";
import { moveListing } from "@/lib/integrations/mutations";
import { inOrganization } from "@/lib/platform/db";
import type { RunContext } from "@/lib/workflows/run-context";
import { type Look, settleApplications } from "@/lib/workflows/settle-applications";

// Offers may become visible a little after their own time stamp. Meeting one again is harmless: it is recognized.
const OVERLAP_MS = 5 * 60_000;
// People read and committed at once: small enough that the first hires show within seconds, large enough for few statements.
const CHUNK = 50;

/**
 * Reads the offers that changed since the watermark, page by page, and the people behind those that were accepted. The
 * position is committed with each page, so an interrupted listing goes on where it was.
 */
export async function listOffers(run: RunContext): Promise<void> {
  let position: ListingPosition = run.integration;
  let listing: OfferListing;
  if (position.listingNext !== null) {
    listing = { next: position.listingNext };
  } else {
    listing = { changedSince: await listingStart(run, position.offersWatermark) };
    // Until the first answer tells Greenhouse's time.
    position = { ...position, listingStartedAt: null };
  }
  for (;;) {
    const page = await run.connector.offerPage(listing);
    const listingStartedAt = position.listingStartedAt ?? page.answeredAt ?? run.startedAt;
    position =
      page.next === null
        ? { offersWatermark: listingStartedAt, listingStartedAt: null, listingNext: null }
        : { offersWatermark: position.offersWatermark, listingStartedAt, listingNext: page.next };
    await applyPage(run, page, position);
    if (page.next === null) return;
    listing = { next: page.next };
  }
}

async function listingStart(run: RunContext, watermark: Date | null): Promise<Date | null> {
  if (watermark === null) return null;
  const retry = await inOrganization(run.organizationId, (tx) => retryListingFrom(tx, run.startedAt));
  if (retry === null) return null;
  return new Date(Math.min(watermark.getTime() - OVERLAP_MS, retry?.getTime() ?? Number.POSITIVE_INFINITY));
}

async function applyPage(run: RunContext, page: OfferPage, position: ListingPosition): Promise<void> {
  const plan = await planPage(run, page);
  const chunks: Look[][] = [];
  for (let at = 0; at < plan.looks.length; at += CHUNK) chunks.push(plan.looks.slice(at, at + CHUNK));
  if (page.next === null) run.progress.total = run.progress.done + plan.looks.length;
  const read = (chunk: Look[] | undefined) => (chunk ? run.connector.candidates(chunk.map((look) => look.candidateId)) : undefined);
  // The next people are read while these are committed.
  let reading = read(chunks[0]);
  for (const [at, chunk] of chunks.entries()) {
    const people: Map<number, CandidateResult> | undefined = await reading;
    reading = read(chunks[at + 1]);
    // A failure is met by the `await` above in the next round; until then it must not count as unhandled.
    reading?.catch(() => {});
    run.progress.done += chunk.length;
    if (people) await run.step((tx, now) => settleApplications(tx, run, chunk, people, now));
  }
  await run.step(async (tx, now) => {
    await trackApplications(
      tx,
      run.organizationId,
      plan.recheck.map((one) => ({ ...one, nextCheckAt: run.startedAt, lastCheckedAt: null })),
    );
    await keepOffers(tx, run.organizationId, plan.recheckOffers);
    await rememberRejectedOffers(tx, run.organizationId, page.rejected, now);
    await forgetRejectedOffers(
      tx,
      page.offers.map((offer) => offer.id),
    );
    await moveListing(tx, run.integration.id, position);
    return { counts: { offersSeen: page.offers.length + page.rejected.length }, rejected: page.rejected };
  });
}

interface PagePlan {
  /** Applications whose standing offer is news: their person is read now. */
  looks: Look[];
  /**
   * Known applications without a standing offer (any more). They are not withdrawn here: the version that takes the
   * old one's place may stand on the next page. `checkAgain` decides when the listing is complete.
   */
  recheck: TrackedApplication[];
  recheckOffers: OfferState[];
}

async function planPage(run: RunContext, page: OfferPage): Promise<PagePlan> {
  const heard = new Map<number, OfferState[]>();
  for (const offer of page.offers) heard.set(offer.applicationId, [...(heard.get(offer.applicationId) ?? []), offer]);
  const ids = [...heard.keys()];
  const { held, tracked } = await inOrganization(run.organizationId, async (tx) => ({
    held: Map.groupBy(await heldOffers(tx, ids), (offer) => offer.applicationId),
    tracked: await trackedApplications(tx, ids),
  }));
  const plan: PagePlan = { looks: [], recheck: [], recheckOffers: [] };
  for (const [applicationId, offers] of heard) {
    const known = tracked.get(applicationId) ?? null;
    const { all, changed } = mergeOffers(held.get(applicationId) ?? [], offers);
    const standing = standingOffer(all);
    // Offers of an application that never had an accepted one are nobody's business yet.
    if (changed.length === 0 || (standing === null && known === null)) continue;
    if (standing) plan.looks.push({ applicationId, candidateId: standing.candidateId, offers: all, changed, tracked: known });
    else if (known) {
      plan.recheck.push(known);
      plan.recheckOffers.push(...changed);
    }
  }
  return plan;
}
