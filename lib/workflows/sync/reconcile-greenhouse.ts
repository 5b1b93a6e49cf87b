import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { type GreenhouseConnector, GreenhouseError, type PersonResult } from "@/lib/greenhouse/connector";
import { erasedApplications, hiresOfApplications, hiresStartingBetween, type StoredHire } from "@/lib/hires/data";
import { fullName, nameOf } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/reconciliation";
import * as connections from "@/lib/messages/generated/server/connections";
import { storedOffers } from "@/lib/offers/data";
import { acceptedOffer, type OfferState } from "@/lib/offers/rules";
import { inOrganization } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { ApplicationId, CandidateId } from "@/lib/platform/ids";
import { reconcileOne, type SeenThere } from "@/lib/reconciliation/rules";
import type { Reconciliation, ReconciliationRange } from "@/lib/reconciliation/schema";
import { readMappings } from "@/lib/settings/data";
import type { Mapping } from "@/lib/settings/mapping/rules";
import { notAnswered, noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { acceptedOffers } from "@/lib/workflows/sync/hired-people";
import { toNewHireDraft, usesHiringTeam } from "@/lib/workflows/sync/to-new-hire-draft";

const ATTEMPTS = 3;
/** A person waits: 250 requests are 50 seconds of Harvest v1's rate limit, and over v3 more than 6,000 people. */
const MOST_REQUESTS = 250;

/**
 * Returns Greenhouse's hired people who start in a range of days beside the hires here who do, read now and stored nowhere: an offer's
 * page for each 500, and everyone on either side read once. Someone whom the connection is not shown is told from one who is not hired.
 * Throws for a range with more people than can be read while someone waits, and when Greenhouse does not answer.
 */
export async function reconcileGreenhouse({ organizationId }: Actor, range: ReconciliationRange): Promise<Reconciliation> {
  const { integration, mappings } = await inOrganization(organizationId, async (tx) => ({
    integration: await findGreenhouse(tx),
    mappings: await readMappings(tx),
  }));
  if (!integration?.credentialSealed) throw new AppError("not_connected", connections.notConnected());
  const connector = openConnector(integration, { attempts: ATTEMPTS });
  try {
    return await reconcile(organizationId, connector, { range, mappings });
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    await noteRefusal(organizationId, integration, error);
    throw notAnswered(error, m.notCompared({ reason: error.message }));
  } finally {
    await connector.close();
  }
}

async function reconcile(
  organizationId: Actor["organizationId"],
  connector: GreenhouseConnector,
  { range, mappings }: { range: ReconciliationRange; mappings: readonly Mapping[] },
): Promise<Reconciliation> {
  const { offers: listed, rejected } = await acceptedOffers(connector, mappings, { startsBetween: [range.startFrom, range.startTo] });
  const { hires, offers, erased } = await inOrganization(organizationId, async (tx) => {
    const starting = await hiresStartingBetween(tx, range);
    const ids = new Set(starting.map(({ state }) => state.applicationId));
    const others = await hiresOfApplications(
      tx,
      [...listed.keys()].filter((id) => !ids.has(id)),
    );
    const stored = Map.groupBy(
      await storedOffers(
        tx,
        [...ids].filter((id) => !listed.has(id)),
      ),
      (offer) => offer.applicationId,
    );
    return {
      hires: new Map([...starting, ...others].map((hire) => [hire.state.applicationId, hire])),
      offers: new Map<ApplicationId, OfferState | null>([...[...stored].map(([id, all]) => [id, acceptedOffer(all)] as const), ...listed]),
      erased: await erasedApplications(tx, [...listed.keys()]),
    };
  });
  const candidateOf = new Map<ApplicationId, CandidateId>([
    ...[...listed.values()].map((offer) => [offer.applicationId, offer.candidateId] as const),
    ...[...hires.values()].map(({ state }) => [state.applicationId, state.candidateId] as const),
  ]);
  const requests = [...candidateOf].map(([applicationId, candidateId]) => ({ applicationId, candidateId }));
  if (connector.requestsFor(requests.length) > MOST_REQUESTS) {
    throw new AppError("invalid_fields", m.tooMany({ count: requests.length }), {
      invalidParams: [{ name: "startTo", reason: m.tooMany({ count: requests.length }) }],
    });
  }
  const people = await connector.people(requests, { hiringTeam: usesHiringTeam(mappings) });
  const result: Reconciliation = {
    same: 0,
    missingHere: [],
    missingThere: [],
    different: [],
    unseen: 0,
    unseenIds: [],
    names: {},
    unreadableOffers: rejected,
    requests: 0,
  };
  for (const { applicationId } of requests) {
    const hire = hires.get(applicationId) ?? null;
    const there = seenThere(applicationId, people.get(applicationId), offers.get(applicationId) ?? null, mappings);
    count(result, { applicationId, hire, there, isErased: erased.has(applicationId) });
  }
  return { ...result, requests: connector.requestCount() };
}

function seenThere(
  applicationId: ApplicationId,
  person: PersonResult | undefined,
  offer: OfferState | null,
  mappings: readonly Mapping[],
): SeenThere {
  if (!person || person.kind === "unreadable") return { kind: person?.isShown ? "unreadable" : "not_shown" };
  if (person.kind === "anonymized") return { kind: "not_shown" };
  if (person.kind === "not_hired") return person;
  return { kind: "hired", draft: toNewHireDraft({ ...person, applicationId, offer }, mappings) };
}

interface Compared {
  applicationId: ApplicationId;
  hire: StoredHire | null;
  there: SeenThere;
  isErased: boolean;
}

function count(result: Reconciliation, { applicationId, hire, there, isErased }: Compared): void {
  const verdict = reconcileOne({ hire: hire?.state ?? null, isErased }, there);
  if (verdict.kind === "missing_here") {
    const name = there.kind === "hired" && !isErased ? fullName(there.draft.values) || null : null;
    result.missingHere.push({ applicationId, reason: verdict.reason, id: hire?.id ?? null, name });
    return;
  }
  if (verdict.kind === "same") result.same++;
  if (!hire || verdict.kind === "same" || verdict.kind === "nowhere") return;
  const { id } = hire;
  result.names[id] = nameOf(hire.state.values, hire.state.candidateId);
  if (verdict.kind === "missing_there") result.missingThere.push(id);
  if (verdict.kind === "different") result.different.push({ id, fields: verdict.values.map(({ field }) => field), values: verdict.values });
  if (verdict.kind === "unseen") {
    result.unseen++;
    result.unseenIds.push(id);
  }
}
