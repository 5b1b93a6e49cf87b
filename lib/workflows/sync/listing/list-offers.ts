import type { ListPlace } from "@/lib/connections/listing/data";
import { savePlaces } from "@/lib/connections/listing/mutations";
import type { OfferPage, OfferVersion } from "@/lib/greenhouse/connector";
import { erasedApplications } from "@/lib/hires/data";
import { retryListingFrom, storedOffers, type TrackedApplication, trackedApplications } from "@/lib/offers/data";
import { forgetRejectedOffers, storeRejectedOffers, trackApplications } from "@/lib/offers/mutations";
import { acceptedOffer, mergeOffers, type OfferState } from "@/lib/offers/rules";
import { inOrganization } from "@/lib/platform/db";
import type { ApplicationId, OfferId } from "@/lib/platform/ids";
import { recordCustomFields } from "@/lib/settings/mutations";
import { storeHeardOffers, withPay } from "@/lib/workflows/compensation/heard-pay";
import type { ApplicationCheck } from "@/lib/workflows/sync/application-check";
import type { PeopleReader } from "@/lib/workflows/sync/listing/people-reader";
import { walkList } from "@/lib/workflows/sync/listing/walk-list";
import { CustomFieldCount } from "@/lib/workflows/sync/met-fields";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";
import { toOfferState, usesOpenings } from "@/lib/workflows/sync/to-new-hire-draft";

/**
 * Reads the offers that changed, and the people behind those that were accepted. Where Greenhouse also lists who is hired, only people
 * who are known to be hired are read here; whether the others are hired is what that list says.
 */
export async function listOffers(run: RunContext, people: PeopleReader): Promise<void> {
  const openings = usesOpenings([...run.chosen.mappings, ...run.chosen.pay]);
  return walkList<OfferPage>(run, {
    list: "offers",
    read: (request) => run.connector.offerPage(request, { openings }),
    retryFrom: run.open.unreadOffers ? retryListingFrom : null,
    take: async (page, place) => {
      const plan = await planPage(run, page, people.waiting);
      for (const applicationId of plan.droppedIds) people.waiting.delete(applicationId);
      const isLast = page.next === null;
      await people.read(plan.checks, { isLast, tellsTotal: isLast && !run.connector.hiredPage, commit: closingOf(run, page, plan, place) });
    },
  });
}

/** Returns what is left to write of a page once its people are decided: everything else that it said, and the place. */
function closingOf(run: RunContext, page: OfferPage, plan: PagePlan, place: ListPlace): () => Promise<void> {
  return async () => {
    if (page.offers.length + page.rejected.length === 0) return run.storePlaceLater("offers", place);
    await run.step(async (tx, now) => {
      await trackApplications(
        tx,
        run.organizationId,
        plan.recheck.map((check) => ({
          ...(check.tracked ?? firstSeen(check, now)),
          nextCheckAt: run.startedAt,
          lastCheckedAt: null,
          readAt: null,
        })),
      );
      await storeHeardOffers(
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
      await recordCustomFields(tx, run.organizationId, plan.customFields.met());
      await savePlaces(tx, run.integration.id, new Map([["offers", place]]));
      return { counts: { offersSeen: page.offers.length + page.rejected.length }, rejected: page.rejected };
    });
  };
}

/** What is tracked of an application that only its offer is known of. */
function firstSeen({ applicationId, candidateId }: ApplicationCheck, now: Date): TrackedApplication {
  return {
    applicationId,
    candidateId,
    hired: false,
    hiredByOffer: false,
    applicationUpdatedAt: null,
    announcedGone: null,
    announcements: 0,
    firstSeenAt: now,
    lastCheckedAt: null,
    nextCheckAt: now,
    readAt: null,
  };
}

interface PagePlan {
  /** Applications whose accepted offer is news: their person is read now. */
  checks: ApplicationCheck[];
  /**
   * Applications about which the complete listing decides: known ones without an accepted offer, or no longer with one, because the
   * version that takes the old one's place may stand on the next page; and those of which the list of hired applications tells.
   */
  recheck: ApplicationCheck[];
  /** Queued applications whose offer this page withdraws; their candidates need not be fetched. */
  droppedIds: ApplicationId[];
  /** The custom fields of accepted offers. */
  customFields: CustomFieldCount;
}

async function planPage(run: RunContext, page: OfferPage, waiting: ReadonlyMap<ApplicationId, ApplicationCheck>): Promise<PagePlan> {
  const plan: PagePlan = { checks: [], droppedIds: [], recheck: [], customFields: new CustomFieldCount() };
  if (page.offers.length === 0) return plan;
  const { mappings, pay } = run.chosen;
  const ids = [...new Set(page.offers.map((offer) => offer.applicationId))];
  const { erased, stored, tracked } = await inOrganization(run.organizationId, async (tx) => ({
    erased: await erasedApplications(tx, ids),
    stored: Map.groupBy(await storedOffers(tx, ids), (offer) => offer.applicationId),
    tracked: await trackedApplications(tx, ids),
  }));
  const heard = new Map<ApplicationId, OfferState[]>();
  const versions = new Map<OfferId, OfferVersion>();
  for (const offer of page.offers) {
    if (erased.has(offer.applicationId)) continue;
    heard.set(offer.applicationId, [...(heard.get(offer.applicationId) ?? []), withPay(toOfferState(offer, mappings), offer, pay)]);
    versions.set(offer.id, offer);
  }
  for (const [applicationId, offers] of heard) {
    const known = tracked.get(applicationId) ?? null;
    const pending = waiting.get(applicationId);
    const merged = mergeOffers(pending?.offers ?? stored.get(applicationId) ?? [], offers);
    const { all } = merged;
    // Changes of an earlier page that are not committed yet are still news.
    const changed = pending ? mergeOffers(pending.changed, merged.changed).all : merged.changed;
    const accepted = acceptedOffer(all);
    // Offers of an application that never had an accepted one are not tracked yet.
    if (pending && !accepted) plan.droppedIds.push(applicationId);
    if (changed.length === 0 || (accepted === null && known === null)) continue;
    if (!accepted) {
      if (known) plan.recheck.push({ applicationId, candidateId: known.candidateId, offers: all, changed, tracked: known });
      continue;
    }
    const isNew = known === null && !pending;
    const { customFields = [], openingFields = [] } = versions.get(accepted.id) ?? {};
    plan.customFields.add("offer", customFields, { isNew });
    plan.customFields.add("opening", openingFields, { isNew });
    const check = { applicationId, candidateId: accepted.candidateId, offers: all, changed, tracked: known };
    if (run.connector.hiredPage && !known?.hired) plan.recheck.push(check);
    else plan.checks.push(check);
  }
  return plan;
}
