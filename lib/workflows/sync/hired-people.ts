import type { GreenhouseConnector, HiredPage, OfferPage, PageRequest, PersonRequest, Rejected } from "@/lib/greenhouse/connector";
import type { HireDraft } from "@/lib/hires/status";
import { acceptedOffer, type OfferState } from "@/lib/offers/rules";
import type { ApplicationId } from "@/lib/platform/ids";
import type { FieldMapping } from "@/lib/settings/schema";
import { mappedOfferValues, toNewHireDraft } from "@/lib/workflows/sync/to-new-hire-draft";

const CHUNK = 500;

/** Someone whom Greenhouse calls hired, as a draft of a hire; or why their record can't be read. */
export type HiredPerson = { applicationId: ApplicationId } & ({ draft: HireDraft } | { rejected: Rejected });

/** Yields everyone whom Greenhouse calls hired, in the fewest requests, and stores nothing. Throws `GreenhouseError`. */
export async function* hiredPeople(connector: GreenhouseConnector, mappings: readonly FieldMapping[]): AsyncGenerator<HiredPerson> {
  const offers = await acceptedOffers(connector, mappings);
  const chunks = connector.hiredPage ? listedChunks(connector) : offerChunks([...offers.values()]);
  for await (const chunk of chunks) {
    for (const [applicationId, person] of await connector.people(chunk)) {
      if (person.kind === "unreadable") yield { applicationId, rejected: person.rejected };
      if (person.kind !== "hired") continue;
      const offer = offers.get(applicationId) ?? null;
      yield { applicationId, draft: toNewHireDraft({ ...person, applicationId, offer }, mappings) };
    }
  }
}

async function acceptedOffers(connector: GreenhouseConnector, mappings: readonly FieldMapping[]): Promise<Map<ApplicationId, OfferState>> {
  const versions = new Map<ApplicationId, OfferState[]>();
  for await (const page of pages<OfferPage>((request) => connector.offerPage(request))) {
    for (const { customFields, ...offer } of page.offers) {
      const stored = { ...offer, customValues: mappedOfferValues(customFields, mappings) };
      versions.set(offer.applicationId, [...(versions.get(offer.applicationId) ?? []), stored]);
    }
  }
  return new Map([...versions.values()].flatMap((all) => acceptedOffer(all) ?? []).map((offer) => [offer.applicationId, offer]));
}

async function* listedChunks({ hiredPage }: GreenhouseConnector): AsyncGenerator<PersonRequest[]> {
  if (!hiredPage) return;
  for await (const page of pages<HiredPage>(hiredPage)) {
    yield [
      ...page.applications.map((listed) => ({ applicationId: listed.applicationId, candidateId: listed.candidateId, listed })),
      ...page.unreadable,
    ];
  }
}

function* offerChunks(offers: readonly OfferState[]): Generator<PersonRequest[]> {
  for (let at = 0; at < offers.length; at += CHUNK) yield offers.slice(at, at + CHUNK);
}

async function* pages<Page extends { next: string | null }>(read: (request: PageRequest) => Promise<Page>): AsyncGenerator<Page> {
  let request: PageRequest | null = { changedSince: null };
  while (request) {
    const page: Page = await read(request);
    yield page;
    request = page.next === null ? null : { next: page.next };
  }
}
