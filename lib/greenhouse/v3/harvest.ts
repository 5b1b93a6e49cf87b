import type { z } from "zod";
import type {
  ApplicationRef,
  Changes,
  GreenhouseConnector,
  OfferPage,
  OfferPageRequest,
  PersonResult,
  Rejected,
} from "@/lib/greenhouse/connector";
import { type Authorization, HarvestHttp } from "@/lib/greenhouse/http";
import { missingCandidate, parseRows, personSchema, rowsOf, toCandidate, toCustomFields } from "@/lib/greenhouse/parsing";
import { IDS_PER_REQUEST, type ReferenceStore } from "@/lib/greenhouse/references";
import { V3Jobs } from "@/lib/greenhouse/v3/jobs";
import { PAGE_SIZE, PARALLEL_LISTS, statusError, V3Lists } from "@/lib/greenhouse/v3/lists";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";
import { applicationSchema, toOffer, userSchema, type V3Application, v3OfferSchema } from "@/lib/greenhouse/v3/shapes";
import * as m from "@/lib/messages/generated/server/greenhouse";
import { type ApplicationId, asApplicationId, asCandidateId } from "@/lib/platform/ids";

// "Rate limits": a fixed window of 30 seconds. The limit is not published; the first response's headers tell it.
const ASSUMED_LIMIT = 50;
const WINDOW_SECONDS = 30;

export interface V3Options {
  baseUrl: string;
  authorization: Authorization;
  /** The scopes that the credential had when it was last checked. */
  scopes: readonly string[];
  references: ReferenceStore;
  signal?: AbortSignal | undefined;
  /** Attempts per request; fewer while a user waits. */
  attempts?: number;
}

/** Reads hires through Harvest v3. */
export class HarvestV3 implements GreenhouseConnector {
  private readonly http: HarvestHttp;
  private readonly lists: V3Lists;
  private readonly jobs: V3Jobs;

  readonly batchSize = { preferred: PARALLEL_LISTS * IDS_PER_REQUEST, fullRequest: IDS_PER_REQUEST };

  constructor({ baseUrl, authorization, scopes, references, signal, attempts }: V3Options) {
    this.http = new HarvestHttp({
      api: "v3",
      baseUrl,
      authorization,
      assumedLimit: ASSUMED_LIMIT,
      windowSeconds: WINDOW_SECONDS,
      signal,
      ...(attempts ? { attempts } : {}),
    });
    this.lists = new V3Lists(this.http);
    this.jobs = new V3Jobs(this.lists, scopes, references);
  }

  async offerPage(request: OfferPageRequest): Promise<OfferPage> {
    const from = "next" in request ? request : { first: `/offers?${firstPageQuery(request.changedSince)}` };
    const page = await this.lists.page("harvest:offers:list", from);
    const { read, rejected } = parseRows(v3OfferSchema, "offer", page.rows);
    for (const { status, job_id } of read) if (status === "accepted" && job_id != null) this.jobs.addLikely(job_id);
    return { offers: read.map(toOffer), rejected, next: page.next, respondedAt: page.respondedAt };
  }

  async people(refs: readonly ApplicationRef[]): Promise<Map<ApplicationId, PersonResult>> {
    const applications = await this.lists.byIds(
      "harvest:applications:list",
      "/applications",
      refs.map(({ applicationId }) => applicationId),
      applicationSchema,
    );
    const hired = [...applications.values()].filter(isHired);
    const [candidates] = await Promise.all([
      this.lists.byIds(
        "harvest:candidates:list",
        "/candidates",
        hired.map(({ candidate_id }) => candidate_id),
        personSchema,
      ),
      this.jobs.load([...new Set(hired.flatMap(({ job_id }) => job_id ?? []))]),
    ]);
    return new Map(refs.map((ref) => [ref.applicationId, this.personOf(ref, applications, candidates)]));
  }

  requestsFor(applications: number): number {
    return 2 * Math.ceil(applications / IDS_PER_REQUEST);
  }

  async changedSince(moment: Date, maxRequests: number): Promise<Changes | null> {
    const since = new URLSearchParams({ per_page: String(PAGE_SIZE), updated_at: `gte|${moment.toISOString()}` });
    // The other list needs one request at least.
    const candidates = await this.lists.idsOf("harvest:candidates:list", `/candidates?${since}`, maxRequests - 1);
    if (candidates === null) return null;
    const applications = await this.lists.idsOf("harvest:applications:list", `/applications?${since}`, maxRequests - candidates.requests);
    if (applications === null) return null;
    return {
      candidateIds: new Set([...candidates.ids].map(asCandidateId)),
      applicationIds: new Set([...applications.ids].map(asApplicationId)),
    };
  }

  lostPermissions(): readonly string[] {
    return this.jobs.lostScopes();
  }

  requestCount(): number {
    return this.http.requests;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /** Requests one row of each list. Returns which scopes the credential has, and whether it sees no records at all. */
  async probe(): Promise<{ permissions: { scope: string; required: boolean; granted: boolean }[]; seesNothing: boolean }> {
    const permissions: { scope: string; required: boolean; granted: boolean }[] = [];
    let rows = 0;
    for (const { scope, path, required } of v3Permissions) {
      const { status, body } = await this.http.get(`${path}?per_page=1`);
      if (status !== 200 && status !== 403) throw statusError(status, scope);
      if (status === 200 && required) rows += rowsOf(body, path.slice(1)).length;
      permissions.push({ scope, required, granted: status === 200 });
    }
    return { permissions, seesNothing: rows === 0 && permissions.every(({ required, granted }) => granted || !required) };
  }

  /** Returns whether a user is a Site Admin, as the lists demand; null when Greenhouse doesn't say. */
  async isSiteAdmin(userId: string): Promise<boolean | null> {
    const { status, body } = await this.http.get(`/users?ids=${encodeURIComponent(userId)}`);
    if (status !== 200) return null;
    return userSchema.safeParse(rowsOf(body, "users")[0]).data?.site_admin ?? null;
  }

  private personOf(
    { applicationId, candidateId }: ApplicationRef,
    applications: ReadonlyMap<number, V3Application | Rejected>,
    candidates: ReadonlyMap<number, z.output<typeof personSchema> | Rejected>,
  ): PersonResult {
    const application = applications.get(applicationId);
    if (!application) return { kind: "unreadable", rejected: missingCandidate(candidateId) };
    if ("kind" in application) {
      const reason = m.applicationUnreadable({ id: String(applicationId), reason: application.reason });
      return { kind: "unreadable", rejected: { ...application, id: String(candidateId), reason } };
    }
    if (application.status !== "hired") return { kind: "not_hired" };
    // After a merge, the application names the remaining candidate.
    const candidate = candidates.get(application.candidate_id) ?? missingCandidate(application.candidate_id);
    if ("kind" in candidate) return { kind: "unreadable", rejected: candidate };
    return {
      kind: "hired",
      candidate: toCandidate(candidate),
      job: this.jobs.detailsOf(application.job_id),
      applicationFields: toCustomFields(application),
    };
  }
}

function isHired(application: V3Application | Rejected): application is V3Application {
  return !("kind" in application) && application.status === "hired";
}

function firstPageQuery(changedSince: Date | null): URLSearchParams {
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE) });
  // "Filtering": a pipe separates operator and value.
  if (changedSince) query.set("updated_at", `gte|${changedSince.toISOString()}`);
  // A first listing has no stored hires that a rejected offer could withdraw.
  else query.set("status", "Accepted");
  return query;
}
