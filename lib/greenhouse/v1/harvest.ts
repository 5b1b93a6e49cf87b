import pMap from "p-map";
import { z } from "zod";
import {
  type ApplicationRef,
  type GreenhouseConnector,
  GreenhouseError,
  type OfferDocument,
  type OfferPage,
  type OfferPageRequest,
  type OfferVersion,
  type PersonResult,
  type Rejected,
} from "@/lib/greenhouse/connector";
import { attachmentSchema, derivedId, toDocuments } from "@/lib/greenhouse/documents/attachments";
import { fixedAuthorization, HarvestHttp } from "@/lib/greenhouse/http";
import { openingSchema, toOpeningFields } from "@/lib/greenhouse/job-fields";
import { NextLinks, refusedPlace } from "@/lib/greenhouse/paging";
import {
  candidateId,
  customFieldProperties,
  id,
  isAnonymized,
  missingCandidate,
  offerSchema,
  parseRows,
  personSchema,
  rejection,
  rowsOf,
  text,
  toCandidate,
  toCustomFields,
  toOfferVersion,
} from "@/lib/greenhouse/parsing";
import * as m from "@/lib/messages/generated/server/greenhouse";
import type { ApplicationId, CandidateId } from "@/lib/platform/ids";

/** The permissions that a v1 key needs, by Greenhouse's names for them. */
export const RETRIEVE_CANDIDATE = "Candidates: Get: Retrieve Candidate";
export const LIST_OFFERS = "Offers: Get: List Offers";

// Harvest v1 documentation, "Throttling": 50 requests per 10 seconds unless X-RateLimit-Limit says otherwise.
const DOCUMENTED_LIMIT = 50;
const DOCUMENTED_WINDOW_SECONDS = 10;
// "Pagination": at most 500 a page.
const PAGE_SIZE = 500;
const CONCURRENCY = 16;

const v1OfferSchema = offerSchema.extend({
  status: z.enum(["unresolved", "accepted", "rejected", "deprecated"]),
  starts_at: text,
  opening: openingSchema.nullish().catch(null),
});

/** A user in a role of the hiring team. */
const member = z.object({ name: text }).nullish().catch(null);

const candidateSchema = personSchema.extend({
  applications: z.array(
    z.object({
      id,
      status: z.string(),
      jobs: z.array(z.object({ name: text })).nullish(),
      attachments: z.array(z.unknown()).nullish().catch(null),
      recruiter: member,
      coordinator: member,
      ...customFieldProperties,
    }),
  ),
});
type V1Candidate = z.output<typeof candidateSchema>;

export interface V1Options {
  baseUrl: string;
  apiKey: string;
  signal?: AbortSignal;
  /** Attempts per request; fewer while a user waits. */
  attempts?: number;
}

/** Reads hires through Harvest v1. */
export class HarvestV1 implements GreenhouseConnector {
  private readonly http: HarvestHttp;
  private readonly links = new NextLinks();

  /** A v1 key with the two permissions can't list applications. */
  readonly hiredPage = null;

  /** A v1 key with the two permissions writes nothing. */
  readonly writeNote = null;

  // v1 takes one request per candidate. A batch is one window of the documented rate limit, so progress shows after each window.
  readonly batchSize = { preferred: 50, fullRequest: 1 };

  constructor({ baseUrl, apiKey, signal, attempts }: V1Options) {
    this.http = new HarvestHttp({
      api: "v1",
      baseUrl,
      // "Authentication": Basic with the key as user name and an empty password.
      authorization: fixedAuthorization(`Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`),
      assumedLimit: DOCUMENTED_LIMIT,
      windowSeconds: DOCUMENTED_WINDOW_SECONDS,
      signal,
      ...(attempts ? { attempts } : {}),
    });
  }

  async offerPage(request: OfferPageRequest): Promise<OfferPage> {
    const response = "next" in request ? await this.http.follow(request.next) : await this.http.get(`/offers?${firstPageQuery(request)}`);
    if (response.status !== 200) throw "next" in request ? refusedPlace(response.status) : statusError(response.status, LIST_OFFERS);
    const { read, rejected } = parseRows(v1OfferSchema, "offer", rowsOf(response.body, "offers"));
    return { offers: read.map(toOffer), rejected, next: this.links.nextOf(response.link), respondedAt: response.respondedAt };
  }

  async people(applications: readonly ApplicationRef[]): Promise<Map<ApplicationId, PersonResult>> {
    const candidates = await this.candidates(applications.map(({ candidateId }) => candidateId));
    return new Map(
      applications.map(({ applicationId, candidateId }) => [
        applicationId,
        personOf(applicationId, candidateId, candidates.get(candidateId)),
      ]),
    );
  }

  requestsFor(applications: number): number {
    return applications;
  }

  /** Returns null: a v1 key can list offers only, and a change of the candidate doesn't change the offer. */
  async changedSince(): Promise<null> {
    return null;
  }

  async documents({ applicationId, candidateId }: ApplicationRef): Promise<OfferDocument[]> {
    const candidate = await this.candidate(candidateId);
    if (candidate && "kind" in candidate) throw new GreenhouseError("greenhouse_unreadable", candidate.reason);
    if (!candidate) return [];
    const application = candidate.applications.find((one) => one.id === applicationId);
    return toDocuments(attachmentSchema, application?.attachments ?? [], derivedId);
  }

  lostPermissions(): readonly string[] {
    return [];
  }

  requestCount(): number {
    return this.http.requests;
  }

  /** Returns what the last response said of the rate limit, and when it came; null before the first. */
  lastResponse(): HarvestHttp["last"] {
    return this.http.last;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /**
   * Returns whether the key may retrieve candidates: 200 and 404 for any id both mean yes. Throws when Greenhouse rejects the
   * key or can't be reached.
   */
  async canRetrieveCandidate(candidateId: CandidateId): Promise<boolean> {
    const { status } = await this.http.get(`/candidates/${candidateId}`);
    if (status === 403) return false;
    if (status !== 200 && status !== 404) throw statusError(status, RETRIEVE_CANDIDATE);
    return true;
  }

  /** Returns whether the key may list offers, with the candidate of the first one, if any. */
  async canListOffers(): Promise<{ granted: boolean; firstCandidateId: CandidateId | null }> {
    const { status, body } = await this.http.get("/offers?per_page=1");
    if (status === 403) return { granted: false, firstCandidateId: null };
    if (status !== 200) throw statusError(status, LIST_OFFERS);
    if (!Array.isArray(body)) throw new GreenhouseError("greenhouse_unreadable", m.notFromHarvest());
    const first = z.object({ candidate_id: candidateId }).safeParse(body[0]);
    return { granted: true, firstCandidateId: first.success ? first.data.candidate_id : null };
  }

  private async candidates(ids: readonly CandidateId[]): Promise<Map<CandidateId, V1Candidate | Rejected>> {
    const found = new Map<CandidateId, V1Candidate | Rejected>();
    const fetchOne = async (candidateId: CandidateId) => {
      const candidate = await this.candidate(candidateId);
      if (candidate) found.set(candidateId, candidate);
    };
    await pMap(new Set(ids), fetchOne, { concurrency: CONCURRENCY });
    return found;
  }

  private async candidate(candidateId: CandidateId): Promise<V1Candidate | Rejected | null> {
    const { status, body } = await this.http.get(`/candidates/${candidateId}`);
    if (status === 404) return null;
    if (status !== 200) throw statusError(status, RETRIEVE_CANDIDATE);
    const parsed = candidateSchema.safeParse(body);
    return parsed.success ? parsed.data : { ...rejection("candidate", body, parsed.error), id: String(candidateId) };
  }
}

function personOf(applicationId: ApplicationId, candidateId: CandidateId, candidate: V1Candidate | Rejected | undefined): PersonResult {
  if (!candidate) return { kind: "unreadable", rejected: missingCandidate(candidateId), isShown: false };
  if ("kind" in candidate) return { kind: "unreadable", rejected: candidate, isShown: true };
  if (isAnonymized(candidate)) return { kind: "anonymized" };
  const application = candidate.applications.find((application) => application.id === applicationId);
  // A merge moves applications to another candidate, which must not withdraw the hire.
  if (!application) {
    const reason = m.applicationElsewhere({ id: String(applicationId) });
    return { kind: "unreadable", rejected: { kind: "candidate", id: String(candidateId), reason, changedAt: null }, isShown: true };
  }
  if (application.status !== "hired") return { kind: "not_hired" };
  const { jobs } = application;
  const name = jobs?.length === 1 ? (jobs[0]?.name ?? null) : null;
  return {
    kind: "hired",
    candidate: toCandidate(candidate),
    job: { name, department: undefined, location: undefined, managerName: undefined, customFields: undefined },
    applicationFields: toCustomFields(application),
    team: { recruiter: application.recruiter?.name ?? null, coordinator: application.coordinator?.name ?? null },
    updatedAt: null,
  };
}

function firstPageQuery(request: Exclude<OfferPageRequest, { next: string }>): URLSearchParams {
  // skip_count spares Greenhouse from counting all offers; following `next` doesn't need the total.
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE), skip_count: "true" });
  if ("startsBetween" in request) {
    const [from, to] = request.startsBetween;
    for (const [name, value] of Object.entries({ status: "accepted", starts_after: from, starts_before: to })) query.set(name, value);
  } else if (request.changedSince) query.set("updated_after", request.changedSince.toISOString());
  // A first listing has no stored hires that a rejected offer could withdraw.
  else query.set("status", "accepted");
  return query;
}

function statusError(status: number, permission: string): GreenhouseError {
  if (status === 401) return new GreenhouseError("credential_rejected", m.keyRejected());
  if (status === 403) return new GreenhouseError("permission_missing", m.keyLacksPermission({ permission }), permission);
  return new GreenhouseError("greenhouse_unreadable", m.unexpectedStatus({ version: "v1", status: String(status) }));
}

function toOffer(offer: z.output<typeof v1OfferSchema>): OfferVersion {
  const { opening, ...rest } = offer;
  return {
    ...toOfferVersion(rest, { status: offer.status, startsOn: offer.starts_at }),
    openingFields: opening ? toOpeningFields(opening) : [],
  };
}
