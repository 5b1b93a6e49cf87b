import { z } from "zod";
import {
  type AskedApplication,
  type GreenhouseConnector,
  GreenhouseError,
  type OfferListing,
  type OfferPage,
  type OfferVersion,
  type PersonResult,
  type Rejected,
} from "@/lib/greenhouse/connector";
import { fixedAuthorization, HarvestHttp } from "@/lib/greenhouse/http";
import { NextLinks } from "@/lib/greenhouse/paging";
import {
  customFieldProperties,
  gone,
  id,
  moment,
  parseRows,
  personSchema,
  rejection,
  rowsOf,
  text,
  toCandidate,
  toCustomFields,
} from "@/lib/greenhouse/parsing";

/** The permissions a v1 key needs, as Greenhouse prints them beside the boxes to tick. */
export const RETRIEVE_CANDIDATE = "Candidates: Get: Retrieve Candidate";
export const LIST_OFFERS = "Offers: Get: List Offers";

// Harvest v1 documentation, "Throttling": 50 requests per 10 seconds unless X-RateLimit-Limit says otherwise.
const DOCUMENTED_LIMIT = 50;
const DOCUMENTED_WINDOW_SECONDS = 10;
// "Pagination": at most 500 a page.
const PAGE_SIZE = 500;
const CONCURRENCY = 16;

const offerSchema = z.object({
  id,
  version: z.int32(),
  application_id: id,
  candidate_id: id,
  status: z.enum(["unresolved", "accepted", "rejected", "deprecated"]),
  starts_at: text,
  resolved_at: moment.nullish(),
  updated_at: moment,
  ...customFieldProperties,
});

const candidateSchema = personSchema.extend({
  applications: z.array(z.object({ id, status: z.string(), jobs: z.array(z.object({ name: text })).nullish(), ...customFieldProperties })),
});
type V1Candidate = z.output<typeof candidateSchema>;

export interface V1Options {
  baseUrl: string;
  apiKey: string;
  signal?: AbortSignal;
  /** Attempts at one request; fewer where a person waits for the answer. */
  attempts?: number;
}

/** The connector over Harvest v1. */
export class HarvestV1 implements GreenhouseConnector {
  private readonly http: HarvestHttp;
  private readonly links = new NextLinks();

  // One request each: so many are a second of the documented rate limit's pace, after which something shows.
  readonly batch = { best: 50, whole: 1 };

  constructor({ baseUrl, apiKey, signal, attempts }: V1Options) {
    this.http = new HarvestHttp({
      baseUrl,
      // "Authentication": Basic, the key as user name and a blank password.
      authorization: fixedAuthorization(`Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`),
      assumedLimit: DOCUMENTED_LIMIT,
      windowSeconds: DOCUMENTED_WINDOW_SECONDS,
      signal,
      ...(attempts ? { attempts } : {}),
    });
  }

  async offerPage(from: OfferListing): Promise<OfferPage> {
    const answer = "next" in from ? await this.http.follow(from.next) : await this.http.get(`/offers?${firstPage(from.changedSince)}`);
    if (answer.status !== 200) throw refusal(answer.status, LIST_OFFERS);
    const { read, rejected } = parseRows(offerSchema, "offer", rowsOf(answer.body, "offers"));
    return { offers: read.map(toOffer), rejected, next: this.links.after(answer.link), answeredAt: answer.answeredAt };
  }

  async people(asked: readonly AskedApplication[]): Promise<Map<number, PersonResult>> {
    const candidates = await this.candidates(asked.map(({ candidateId }) => candidateId));
    return new Map(
      asked.map(({ applicationId, candidateId }) => [applicationId, personOf(applicationId, candidateId, candidates.get(candidateId))]),
    );
  }

  requestsFor(applications: number): number {
    return applications;
  }

  /** A v1 key as the guide has it may list offers only, and a change of a person does not touch the offer. */
  async changedSince(): Promise<null> {
    return null;
  }

  lostPermissions(): readonly string[] {
    return [];
  }

  requestCount(): number {
    return this.http.requests;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /**
   * Whether the key may retrieve candidates, asked with an id: 200 and 404 both mean that it may. Throws when the key
   * itself is rejected or Greenhouse cannot be asked.
   */
  async mayRetrieveCandidate(candidateId: number): Promise<boolean> {
    const { status } = await this.http.get(`/candidates/${candidateId}`);
    if (status === 403) return false;
    if (status !== 200 && status !== 404) throw refusal(status, RETRIEVE_CANDIDATE);
    return true;
  }

  /** Whether the key may list offers, and the candidate of the first one if there is any. */
  async mayListOffers(): Promise<{ granted: boolean; firstCandidateId: number | null }> {
    const { status, body } = await this.http.get("/offers?per_page=1");
    if (status === 403) return { granted: false, firstCandidateId: null };
    if (status !== 200) throw refusal(status, LIST_OFFERS);
    if (!Array.isArray(body))
      throw new GreenhouseError("greenhouse_unreadable", "The configured address does not answer like Greenhouse Harvest.");
    const first = z.object({ candidate_id: id }).safeParse(body[0]);
    return { granted: true, firstCandidateId: first.success ? first.data.candidate_id : null };
  }

  private async candidates(ids: readonly number[]): Promise<Map<number, V1Candidate | Rejected>> {
    const results = new Map<number, V1Candidate | Rejected>();
    const queue = [...new Set(ids)];
    let at = 0;
    const worker = async () => {
      for (let candidateId = queue[at++]; candidateId !== undefined; candidateId = queue[at++]) {
        results.set(candidateId, await this.candidate(candidateId));
      }
    };
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, queue.length) }, worker));
    return results;
  }

  private async candidate(candidateId: number): Promise<V1Candidate | Rejected> {
    const { status, body } = await this.http.get(`/candidates/${candidateId}`);
    if (status === 404) return gone(candidateId);
    if (status !== 200) throw refusal(status, RETRIEVE_CANDIDATE);
    const parsed = candidateSchema.safeParse(body);
    return parsed.success ? parsed.data : { ...rejection("candidate", body, parsed.error), id: String(candidateId) };
  }
}

function personOf(applicationId: number, candidateId: number, candidate: V1Candidate | Rejected | undefined): PersonResult {
  if (!candidate) return { kind: "unreadable", rejected: gone(candidateId) };
  if ("kind" in candidate) return { kind: "unreadable", rejected: candidate };
  const application = candidate.applications.find((one) => one.id === applicationId);
  // After a merge an application moves to the person that won; that must not withdraw anybody.
  if (!application) {
    const reason = `Application ${applicationId} is not among this candidate's applications.`;
    return { kind: "unreadable", rejected: { kind: "candidate", id: String(candidateId), reason, changedAt: null } };
  }
  if (application.status !== "hired") return { kind: "not_hired" };
  const { jobs } = application;
  const name = jobs?.length === 1 ? (jobs[0]?.name ?? null) : null;
  return {
    kind: "hired",
    candidate: toCandidate(candidate),
    job: { name, department: undefined, location: undefined, managerName: undefined },
    applicationFields: toCustomFields(application),
  };
}

function firstPage(changedSince: Date | null): URLSearchParams {
  // skip_count spares Greenhouse the total, which nobody needs to follow `next`.
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE), skip_count: "true" });
  if (changedSince) query.set("updated_after", changedSince.toISOString());
  // Whom nobody has heard of yet needs no word on an offer that fell through.
  else query.set("status", "accepted");
  return query;
}

function refusal(status: number, permission: string): GreenhouseError {
  if (status === 401) return new GreenhouseError("credential_rejected", "Greenhouse does not accept this key.");
  if (status === 403) return new GreenhouseError("permission_missing", `The key lacks the permission “${permission}”.`, permission);
  return new GreenhouseError("greenhouse_unreadable", `Greenhouse answered in a way Harvest v1 does not document (${status}).`);
}

function toOffer(offer: z.output<typeof offerSchema>): OfferVersion {
  return {
    id: offer.id,
    applicationId: offer.application_id,
    candidateId: offer.candidate_id,
    version: offer.version,
    status: offer.status,
    startsOn: offer.starts_at,
    customFields: toCustomFields(offer),
    resolvedAt: offer.resolved_at ?? null,
    updatedAt: offer.updated_at,
  };
}
