import type { z } from "zod";
import type {
  AskedApplication,
  Changed,
  GreenhouseConnector,
  OfferListing,
  OfferPage,
  PersonResult,
  Rejected,
} from "@/lib/greenhouse/connector";
import { type Authorization, HarvestHttp } from "@/lib/greenhouse/http";
import { gone, parseRows, personSchema, rowsOf, toCandidate, toCustomFields } from "@/lib/greenhouse/parsing";
import { IDS_PER_REQUEST, type ReferenceStore } from "@/lib/greenhouse/references";
import { V3Jobs } from "@/lib/greenhouse/v3/jobs";
import { LISTS_AT_ONCE, PAGE_SIZE, refusal, V3Lists } from "@/lib/greenhouse/v3/lists";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";
import { applicationSchema, offerSchema, toOffer, userSchema, type V3Application } from "@/lib/greenhouse/v3/shapes";

// "Rate limits": a fixed window of 30 seconds. The figure is not published; the first answer's headers tell it.
const ASSUMED_LIMIT = 50;
const WINDOW_SECONDS = 30;

export interface V3Options {
  baseUrl: string;
  authorization: Authorization;
  /** The scopes that the credential has, as far as it is known. */
  scopes: readonly string[];
  references: ReferenceStore;
  signal?: AbortSignal | undefined;
  /** Attempts at one request; fewer where a person waits for the answer. */
  attempts?: number;
}

/** The connector over Harvest v3. */
export class HarvestV3 implements GreenhouseConnector {
  private readonly http: HarvestHttp;
  private readonly lists: V3Lists;
  private readonly jobs: V3Jobs;

  readonly batch = { best: LISTS_AT_ONCE * IDS_PER_REQUEST, whole: IDS_PER_REQUEST };

  constructor({ baseUrl, authorization, scopes, references, signal, attempts }: V3Options) {
    this.http = new HarvestHttp({
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

  async offerPage(from: OfferListing): Promise<OfferPage> {
    const first = "next" in from ? from : { first: `/offers?${firstPage(from.changedSince)}` };
    const page = await this.lists.page("harvest:offers:list", first);
    const { read, rejected } = parseRows(offerSchema, "offer", page.rows);
    for (const { status, job_id } of read) if (status === "accepted" && job_id != null) this.jobs.expect(job_id);
    return { offers: read.map(toOffer), rejected, next: page.next, answeredAt: page.answeredAt };
  }

  async people(asked: readonly AskedApplication[]): Promise<Map<number, PersonResult>> {
    const applications = await this.lists.byIds(
      "harvest:applications:list",
      "/applications",
      asked.map(({ applicationId }) => applicationId),
      applicationSchema,
    );
    const hired = [...applications.values()].filter((one): one is V3Application => !("kind" in one) && one.status === "hired");
    const [candidates] = await Promise.all([
      this.lists.byIds(
        "harvest:candidates:list",
        "/candidates",
        hired.map((one) => one.candidate_id),
        personSchema,
      ),
      this.jobs.load([...new Set(hired.flatMap(({ job_id }) => job_id ?? []))]),
    ]);
    return new Map(asked.map((one) => [one.applicationId, this.personOf(one, applications, candidates)]));
  }

  requestsFor(applications: number): number {
    return 2 * Math.ceil(applications / IDS_PER_REQUEST);
  }

  async changedSince(moment: Date, fewerThan: number): Promise<Changed | null> {
    const since = new URLSearchParams({ per_page: String(PAGE_SIZE), updated_at: `gte|${moment.toISOString()}` });
    // The other list takes one request at least.
    const candidates = await this.lists.idsOf("harvest:candidates:list", `/candidates?${since}`, fewerThan - 2);
    if (candidates === null) return null;
    const applications = await this.lists.idsOf("harvest:applications:list", `/applications?${since}`, fewerThan - 1 - candidates.requests);
    if (applications === null) return null;
    return { candidateIds: candidates.ids, applicationIds: applications.ids };
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

  /** Asks each list for one row: which scopes the credential has, and whether it sees anybody at all. */
  async probe(): Promise<{ permissions: { scope: string; needed: boolean; granted: boolean }[]; seesNothing: boolean }> {
    const permissions: { scope: string; needed: boolean; granted: boolean }[] = [];
    let rows = 0;
    for (const { scope, path, needed } of v3Permissions) {
      const { status, body } = await this.http.get(`${path}?per_page=1`);
      if (status !== 200 && status !== 403) throw refusal(status, scope);
      if (status === 200 && needed) rows += rowsOf(body, path.slice(1)).length;
      permissions.push({ scope, needed, granted: status === 200 });
    }
    return { permissions, seesNothing: rows === 0 && permissions.every(({ needed, granted }) => granted || !needed) };
  }

  /** Whether a user is a Site Admin, for whom alone the lists are open; null when Greenhouse does not say. */
  async isSiteAdmin(userId: string): Promise<boolean | null> {
    const { status, body } = await this.http.get(`/users?ids=${encodeURIComponent(userId)}`);
    if (status !== 200) return null;
    return userSchema.safeParse(rowsOf(body, "users")[0]).data?.site_admin ?? null;
  }

  private personOf(
    { applicationId, candidateId }: AskedApplication,
    applications: ReadonlyMap<number, V3Application | Rejected>,
    candidates: ReadonlyMap<number, z.output<typeof personSchema> | Rejected>,
  ): PersonResult {
    const application = applications.get(applicationId);
    if (!application) return { kind: "unreadable", rejected: gone(candidateId) };
    if ("kind" in application) {
      const reason = `Application ${applicationId}: ${application.reason}`;
      return { kind: "unreadable", rejected: { ...application, id: String(candidateId), reason } };
    }
    if (application.status !== "hired") return { kind: "not_hired" };
    // After a merge an application names the person that won.
    const candidate = candidates.get(application.candidate_id) ?? gone(application.candidate_id);
    if ("kind" in candidate) return { kind: "unreadable", rejected: candidate };
    return {
      kind: "hired",
      candidate: toCandidate(candidate),
      job: this.jobs.factsOf(application.job_id),
      applicationFields: toCustomFields(application),
    };
  }
}

function firstPage(changedSince: Date | null): URLSearchParams {
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE) });
  // "Filtering": operator and value are joined by a pipe.
  if (changedSince) query.set("updated_at", `gte|${changedSince.toISOString()}`);
  // Whom nobody has heard of yet needs no word on an offer that fell through.
  else query.set("status", "Accepted");
  return query;
}
