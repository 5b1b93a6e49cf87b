import LinkHeader from "http-link-header";
import { z } from "zod";
import {
  type Candidate,
  type CandidateResult,
  type GreenhouseConnector,
  GreenhouseError,
  type OfferListing,
  type OfferPage,
  type OfferVersion,
  type Rejected,
} from "@/lib/greenhouse/connector";
import { HarvestHttp } from "@/lib/greenhouse/http";

/** The permissions a v1 key needs, as Greenhouse prints them beside the boxes to tick. */
export const RETRIEVE_CANDIDATE = "Candidates: Get: Retrieve Candidate";
export const LIST_OFFERS = "Offers: Get: List Offers";

// Harvest v1 documentation, "Throttling": 50 requests per 10 seconds unless X-RateLimit-Limit says otherwise.
const DOCUMENTED_LIMIT = 50;
const DOCUMENTED_WINDOW_SECONDS = 10;
// "Pagination": at most 500 a page.
const PAGE_SIZE = 500;
const CONCURRENCY = 16;

const id = z.int().nonnegative();
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
// PostgreSQL stores neither a NUL nor half a character, and one such text must not stop a whole page. Line breaks stay.
const text = z
  .string()
  .nullish()
  .transform((value) => value?.replace(/[^\P{Cc}\n\r\t]/gu, "\u{FFFD}").toWellFormed() ?? null);

// Strict about what is used, silent about the rest: Greenhouse may add properties at any time.
const offerSchema = z.object({
  id,
  version: z.int32(),
  application_id: id,
  candidate_id: id,
  status: z.enum(["unresolved", "accepted", "rejected", "deprecated"]),
  starts_at: text,
  resolved_at: moment.nullish(),
  updated_at: moment,
  custom_fields: z.record(z.string(), z.unknown()).nullish(),
});

const typedValues = z
  .array(z.object({ value: text, type: text }))
  .nullish()
  .transform((list) => (list ?? []).flatMap(({ value, type }) => (value === null ? [] : [{ value, type: type ?? "other" }])));

const candidateSchema = z.object({
  id,
  first_name: text,
  last_name: text,
  preferred_name: text,
  email_addresses: typedValues,
  phone_numbers: typedValues,
  addresses: typedValues,
  applications: z.array(z.object({ id, status: z.string(), jobs: z.array(z.object({ name: text })).nullish() })),
});

const looseSchema = z.object({
  id: z.union([z.number(), z.string()]).optional().catch(undefined),
  updated_at: moment.optional().catch(undefined),
});

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
  private readonly followed = new Set<string>();

  constructor({ baseUrl, apiKey, signal, attempts }: V1Options) {
    this.http = new HarvestHttp({
      baseUrl,
      // "Authentication": Basic, the key as user name and a blank password.
      authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`,
      assumedLimit: DOCUMENTED_LIMIT,
      windowSeconds: DOCUMENTED_WINDOW_SECONDS,
      signal,
      ...(attempts ? { attempts } : {}),
    });
  }

  async offerPage(from: OfferListing): Promise<OfferPage> {
    const answer = "next" in from ? await this.http.follow(from.next) : await this.http.get(`/offers?${firstPage(from.changedSince)}`);
    if (answer.status !== 200) throw refusal(answer.status, LIST_OFFERS);
    if (!Array.isArray(answer.body)) throw new GreenhouseError("greenhouse_unreadable", "Greenhouse's list of offers is not a list.");
    const offers: OfferVersion[] = [];
    const rejected: Rejected[] = [];
    for (const raw of answer.body) {
      const parsed = offerSchema.safeParse(raw);
      if (parsed.success) offers.push(toOffer(parsed.data));
      else rejected.push(rejection("offer", raw, parsed.error));
    }
    return { offers, rejected, next: this.nextLink(answer.link), answeredAt: answer.answeredAt };
  }

  async candidates(ids: readonly number[]): Promise<Map<number, CandidateResult>> {
    const results = new Map<number, CandidateResult>();
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

  private async candidate(candidateId: number): Promise<CandidateResult> {
    const { status, body } = await this.http.get(`/candidates/${candidateId}`);
    if (status === 404) {
      const reason = "Greenhouse no longer has this candidate: deleted, or merged into another one.";
      return { ok: false, rejected: { kind: "candidate", id: String(candidateId), reason, changedAt: null } };
    }
    if (status !== 200) throw refusal(status, RETRIEVE_CANDIDATE);
    const parsed = candidateSchema.safeParse(body);
    if (parsed.success) return { ok: true, candidate: toCandidate(parsed.data) };
    return { ok: false, rejected: { ...rejection("candidate", body, parsed.error), id: String(candidateId) } };
  }

  /** "Pagination": follow the link as given (RFC 8288); no `next` is the last page. One that repeats would never end. */
  private nextLink(link: string | undefined): string | null {
    if (!link) return null;
    let next: string | undefined;
    try {
      next = LinkHeader.parse(link).rel("next")[0]?.uri;
    } catch {
      throw new GreenhouseError("greenhouse_unreadable", "Greenhouse's link to the next page cannot be read.");
    }
    if (!next) return null;
    if (this.followed.has(next))
      throw new GreenhouseError("greenhouse_unreadable", "Greenhouse's list of offers leads back to a page that was read.");
    this.followed.add(next);
    return next;
  }
}

function firstPage(changedSince: Date | null): URLSearchParams {
  // skip_count spares Greenhouse the total, which nobody needs to follow `next`.
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE), skip_count: "true" });
  if (changedSince) query.set("updated_after", changedSince.toISOString());
  return query;
}

function refusal(status: number, permission: string): GreenhouseError {
  if (status === 401) return new GreenhouseError("credential_rejected", "Greenhouse does not accept this key.");
  if (status === 403) return new GreenhouseError("permission_missing", `The key lacks the permission “${permission}”.`, permission);
  return new GreenhouseError("greenhouse_unreadable", `Greenhouse answered in a way Harvest v1 does not document (${status}).`);
}

function toOffer(offer: z.output<typeof offerSchema>): OfferVersion {
  const employment = offer.custom_fields?.employment_type;
  return {
    id: offer.id,
    applicationId: offer.application_id,
    candidateId: offer.candidate_id,
    version: offer.version,
    status: offer.status,
    startsOn: offer.starts_at,
    employmentType: text.parse(typeof employment === "string" ? employment : null),
    resolvedAt: offer.resolved_at ?? null,
    updatedAt: offer.updated_at,
  };
}

function toCandidate(candidate: z.output<typeof candidateSchema>): Candidate {
  return {
    id: candidate.id,
    firstName: candidate.first_name,
    lastName: candidate.last_name,
    preferredName: candidate.preferred_name,
    emails: candidate.email_addresses,
    phones: candidate.phone_numbers,
    addresses: candidate.addresses,
    applications: candidate.applications.map(({ id: applicationId, status, jobs }) => ({
      id: applicationId,
      status,
      jobName: jobs?.length === 1 ? (jobs[0]?.name ?? null) : null,
    })),
  };
}

/** What did not fit, by property and expectation. Zod's messages for these schemas name types, not values. */
function rejection(kind: Rejected["kind"], raw: unknown, error: z.ZodError): Rejected {
  const loose = looseSchema.safeParse(raw);
  const issue = error.issues[0];
  const where = issue?.path.join(".") || "the record";
  return {
    kind,
    id:
      loose.success && loose.data.id !== undefined
        ? String(loose.data.id)
            .replace(/[^\w-]/g, "")
            .slice(0, 40) || "unknown"
        : "unknown",
    reason: `${where}: ${issue?.message ?? "cannot be read"}`.slice(0, 300),
    changedAt: (loose.success && loose.data.updated_at) || null,
  };
}
