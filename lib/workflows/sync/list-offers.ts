import type { ListingPosition } from "@/lib/connections/data";
import { saveListingPosition } from "@/lib/connections/mutations";
import type { CustomField, OfferPage, OfferPageRequest } from "@/lib/greenhouse/connector";
import { erasedApplications } from "@/lib/hires/data";
import { retryListingFrom, storedOffers, trackedApplications } from "@/lib/offers/data";
import { forgetRejectedOffers, storeOffers, storeRejectedOffers, trackApplications } from "@/lib/offers/mutations";
import { acceptedOffer, mergeOffers, type OfferState } from "@/lib/offers/rules";
import { databaseTime, inOrganization } from "@/lib/platform/db";
import type { ApplicationId, OfferId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";
import { type ApplicationCheck, chunksOf } from "@/lib/workflows/sync/application-check";
import { applyHarvestState } from "@/lib/workflows/sync/apply-harvest-state";
import { clockSkewSeconds, listingStart, momentOf } from "@/lib/workflows/sync/greenhouse-time";
import type { RunContext } from "@/lib/workflows/sync/run-context";
import { mappedOfferValues } from "@/lib/workflows/sync/to-new-hire-draft";

/**
 * Reads the offers that changed since the watermark, page by page, and the people behind those that were accepted. The
 * position is committed once the people of its pages are, so an interrupted listing goes on where it was.
 */
export async function listOffers(run: RunContext): Promise<void> {
  let position: ListingPosition = run.integration;
  let listing: OfferPageRequest;
  if (position.listingNext !== null) {
    listing = { next: position.listingNext };
  } else {
    const { from, isComparison } = await startOf(run, position);
    listing = { changedSince: from };
    // Until the first answer tells Greenhouse's time.
    position = { ...position, listingStartedAt: null, ...(isComparison ? { comparedAt: run.startedAt } : {}) };
  }
  const people = new PeopleReader(run);
  const askedAt = await databaseTime();
  for (;;) {
    const page = await run.connector.offerPage(listing);
    run.greenhouseTime ??= momentOf(page.respondedAt, askedAt);
    run.clockSkewSeconds ??= clockSkewSeconds(page.respondedAt, askedAt);
    const listingStartedAt = momentOf(position.listingStartedAt, run.greenhouseTime);
    position =
      page.next === null
        ? { ...position, offersWatermark: listingStartedAt, listingStartedAt: null, listingNext: null }
        : { ...position, listingStartedAt, listingNext: page.next };
    const plan = await planPage(run, page, people.waiting);
    for (const applicationId of plan.droppedIds) people.waiting.delete(applicationId);
    await people.read(plan.checks, { isLast: page.next === null, commit: closingOf(run, page, plan, position) });
    if (page.next === null) return;
    listing = { next: page.next };
  }
}

async function startOf(run: RunContext, { offersWatermark, comparedAt }: ListingPosition): Promise<ReturnType<typeof listingStart>> {
  return inOrganization(run.organizationId, async (tx, now) =>
    listingStart({ offersWatermark, comparedAt, retryFrom: await retryListingFrom(tx, now) }, now),
  );
}

/** What is left to write of a page once its people are settled: everything else that it said, and that the listing got so far. */
function closingOf(run: RunContext, page: OfferPage, plan: PagePlan, position: ListingPosition): () => Promise<void> {
  return () =>
    run.step(async (tx, now) => {
      await trackApplications(
        tx,
        run.organizationId,
        plan.recheck.flatMap(({ tracked }) =>
          tracked ? { ...tracked, nextCheckAt: run.startedAt, lastCheckedAt: null, readAt: null } : [],
        ),
      );
      await storeOffers(
        tx,
        run.organizationId,
        plan.recheck.flatMap(({ changed }) => changed),
      );
      for (const check of plan.recheck) run.trial?.recheck.set(check.applicationId, check);
      await storeRejectedOffers(tx, run.organizationId, page.rejected, now);
      await forgetRejectedOffers(
        tx,
        page.offers.map((offer) => offer.id),
      );
      await saveListingPosition(tx, run.integration.id, position);
      return { counts: { offersSeen: page.offers.length + page.rejected.length }, rejected: page.rejected };
    });
}

/**
 * Reads and settles people in chunks that fill whole requests: what is left over of one page waits for the next one's, and a
 * page is closed when the last of its people is settled.
 */
class PeopleReader {
  /** By application; a later page may have more to say of them. */
  readonly waiting = new Map<ApplicationId, ApplicationCheck>();
  private readonly open: (() => Promise<void>)[] = [];
  private readonly run: RunContext;

  constructor(run: RunContext) {
    this.run = run;
  }

  async read(checks: readonly ApplicationCheck[], page: { isLast: boolean; commit: () => Promise<void> }): Promise<void> {
    const { run } = this;
    for (const check of checks) this.waiting.set(check.applicationId, check);
    if (page.isLast) run.progress.total = run.progress.done + this.waiting.size;
    const { preferred, fullRequest } = run.connector.batchSize;
    const ready = [...this.waiting.values()].slice(0, page.isLast ? undefined : this.waiting.size - (this.waiting.size % fullRequest));
    const chunks = chunksOf(ready, preferred);
    const read = (chunk: ApplicationCheck[] | undefined) => (chunk ? run.connector.people(chunk) : undefined);
    // The next people are read while these are committed.
    let reading = read(chunks[0]);
    for (const [at, chunk] of chunks.entries()) {
      const people = await reading;
      reading = read(chunks[at + 1]);
      // A failure is met by the `await` above in the next round; until then it must not count as unhandled.
      reading?.catch(() => {});
      run.progress.done += chunk.length;
      if (people) await run.step((tx, now) => applyHarvestState(tx, run, chunk, people, now));
      for (const check of chunk) {
        this.waiting.delete(check.applicationId);
        run.trial?.settled.add(check.applicationId);
      }
      // Those that waited were the first: the pages they came from are done.
      await this.close();
    }
    this.open.push(page.commit);
    if (this.waiting.size === 0) await this.close();
  }

  private async close(): Promise<void> {
    for (const commit of this.open.splice(0)) await commit();
  }
}

interface PagePlan {
  /** Applications whose standing offer is news: their person is read now. */
  checks: ApplicationCheck[];
  /**
   * Known applications without an accepted offer, or no longer with one. They are not withdrawn here: the version that takes the
   * old one's place may stand on the next page. `checkAgain` decides when the listing is complete.
   */
  recheck: ApplicationCheck[];
  /** Queued applications whose offer this page withdraws; their candidates need not be fetched. */
  droppedIds: ApplicationId[];
}

async function planPage(run: RunContext, page: OfferPage, waiting: ReadonlyMap<ApplicationId, ApplicationCheck>): Promise<PagePlan> {
  const ids = [...new Set(page.offers.map((offer) => offer.applicationId))];
  const { erased, stored, tracked, mappings } = await inOrganization(run.organizationId, async (tx) => ({
    erased: await erasedApplications(tx, ids),
    stored: Map.groupBy(await storedOffers(tx, ids), (offer) => offer.applicationId),
    tracked: await trackedApplications(tx, ids),
    mappings: (await readSetting(tx, "field_mapping")).value.mappings,
  }));
  const heard = new Map<ApplicationId, OfferState[]>();
  const fieldsOf = new Map<OfferId, CustomField[]>();
  for (const { customFields, ...offer } of page.offers) {
    if (erased.has(offer.applicationId)) continue;
    const kept = { ...offer, customValues: mappedOfferValues(customFields, mappings) };
    heard.set(offer.applicationId, [...(heard.get(offer.applicationId) ?? []), kept]);
    fieldsOf.set(offer.id, customFields);
  }
  const plan: PagePlan = { checks: [], droppedIds: [], recheck: [] };
  for (const [applicationId, offers] of heard) {
    const known = tracked.get(applicationId) ?? null;
    const pending = waiting.get(applicationId);
    const merged = mergeOffers(pending?.offers ?? stored.get(applicationId) ?? [], offers);
    const { all } = merged;
    // Changes of an earlier page that are not committed yet are still news.
    const changed = pending ? mergeOffers(pending.changed, merged.changed).all : merged.changed;
    const standing = acceptedOffer(all);
    // Offers of an application that never had an accepted one are not tracked yet.
    if (pending && !standing) plan.droppedIds.push(applicationId);
    if (changed.length === 0 || (standing === null && known === null)) continue;
    if (standing) {
      const offerFields = fieldsOf.get(standing.id) ?? pending?.offerFields ?? [];
      plan.checks.push({ applicationId, candidateId: standing.candidateId, offers: all, changed, offerFields, tracked: known });
    } else if (known) {
      plan.recheck.push({ applicationId, candidateId: known.candidateId, offers: all, changed, tracked: known });
    }
  }
  return plan;
}
