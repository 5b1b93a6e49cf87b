import type {
  GreenhouseConnector,
  HiredPage,
  ListPage,
  OfferPage,
  OfferPageRequest,
  PageRequest,
  PersonRequest,
  Rejected,
} from "@/lib/greenhouse/connector";
import type { HireDraft } from "@/lib/hires/status";
import { acceptedOffer, type OfferState } from "@/lib/offers/rules";
import { utcDay } from "@/lib/platform/calendar";
import type { ApplicationId } from "@/lib/platform/ids";
import type { Mapping } from "@/lib/settings/mapping/rules";
import { toNewHireDraft, toOfferState, usesHiringTeam, usesOpenings } from "@/lib/workflows/sync/to-new-hire-draft";

const CHUNK = 500;

/** Someone whom Greenhouse calls hired, as a draft of a hire; or why their record can't be read. */
export type HiredPerson = { applicationId: ApplicationId } & ({ draft: HireDraft } | { rejected: Rejected });

/**
 * Yields everyone whom a sync would take for hired, in the fewest requests, and stores nothing: without those who are not known, have no offer
 * and were last touched before the go-live date. Throws `GreenhouseError`.
 */
export async function* hiredPeople(
  connector: GreenhouseConnector,
  { mappings, inviteFrom, known }: { mappings: readonly Mapping[]; inviteFrom: string; known: ReadonlySet<ApplicationId> },
): AsyncGenerator<HiredPerson> {
  const { offers } = await acceptedOffers(connector, mappings, { changedSince: null });
  const chunks = connector.hiredPage ? listedChunks(connector) : offerChunks([...offers.values()]);
  for await (const chunk of chunks) {
    for (const [applicationId, person] of await connector.people(chunk, { hiringTeam: usesHiringTeam(mappings) })) {
      if (person.kind === "unreadable") yield { applicationId, rejected: person.rejected };
      if (person.kind !== "hired") continue;
      const offer = offers.get(applicationId) ?? null;
      if (offer === null && !known.has(applicationId) && isBeforeGoLive(person.updatedAt, inviteFrom)) continue;
      yield { applicationId, draft: toNewHireDraft({ ...person, applicationId, offer }, mappings) };
    }
  }
}

/**
 * Returns whether someone without an offer was last touched before the portal went live: without a start date nothing else would tell the
 * hires of years ago from those who are to be onboarded.
 */
export function isBeforeGoLive(updatedAt: Date | null, inviteFrom: string): boolean {
  return updatedAt !== null && utcDay(updatedAt) < inviteFrom;
}

/** Returns the accepted offer of each application whose offers are listed from this page on, and how many offers could not be read. */
export async function acceptedOffers(
  connector: GreenhouseConnector,
  mappings: readonly Mapping[],
  first: Exclude<OfferPageRequest, { next: string }>,
): Promise<{ offers: Map<ApplicationId, OfferState>; rejected: number }> {
  const versions = new Map<ApplicationId, OfferState[]>();
  let rejected = 0;
  for await (const page of pages<OfferPageRequest, OfferPage>(first, (request) =>
    connector.offerPage(request, { openings: usesOpenings(mappings) }),
  )) {
    rejected += page.rejected.length;
    for (const offer of page.offers) {
      versions.set(offer.applicationId, [...(versions.get(offer.applicationId) ?? []), toOfferState(offer, mappings)]);
    }
  }
  const accepted = [...versions.values()].flatMap((all) => acceptedOffer(all) ?? []);
  return { offers: new Map(accepted.map((offer) => [offer.applicationId, offer])), rejected };
}

async function* listedChunks({ hiredPage }: GreenhouseConnector): AsyncGenerator<PersonRequest[]> {
  if (!hiredPage) return;
  for await (const page of pages<PageRequest, HiredPage>({ changedSince: null }, hiredPage)) {
    yield requestsOf(page);
  }
}

/** Returns whose people a page of hired applications names. */
export function requestsOf({ applications, unreadable }: HiredPage): PersonRequest[] {
  return [
    ...applications.map((listed) => ({ applicationId: listed.applicationId, candidateId: listed.candidateId, listed })),
    ...unreadable,
  ];
}

function* offerChunks(offers: readonly OfferState[]): Generator<PersonRequest[]> {
  for (let at = 0; at < offers.length; at += CHUNK) yield offers.slice(at, at + CHUNK);
}

async function* pages<Request, Page extends ListPage>(
  first: Request,
  read: (request: Request | { next: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  let request: Request | { next: string } | null = first;
  while (request) {
    const page: Page = await read(request);
    yield page;
    request = page.next === null ? null : { next: page.next };
  }
}
