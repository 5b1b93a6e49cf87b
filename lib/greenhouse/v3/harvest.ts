import type { z } from "zod";
import type {
  ApplicationRef,
  Changes,
  GreenhouseConnector,
  HiredPage,
  NoteOutcome,
  OfferDocument,
  OfferPage,
  OfferPageRequest,
  PageRequest,
  PersonRequest,
  PersonResult,
  Rejected,
} from "@/lib/greenhouse/connector";
import { toDocuments, v3AttachmentSchema } from "@/lib/greenhouse/documents/attachments";
import type { HarvestHttp } from "@/lib/greenhouse/http";
import { createNote } from "@/lib/greenhouse/notes";
import { isAnonymized, missingCandidate, parseRows, personSchema, rejection, rowsOf, toCandidate } from "@/lib/greenhouse/parsing";
import { IDS_PER_REQUEST, type ReferenceStore } from "@/lib/greenhouse/references";
import { type V3HttpOptions, v3Http } from "@/lib/greenhouse/v3/http";
import { V3Jobs } from "@/lib/greenhouse/v3/jobs";
import { listed, PAGE_SIZE, PARALLEL_LISTS, startingQuery, statusError, V3Lists } from "@/lib/greenhouse/v3/lists";
import { ATTACHMENTS, v3Permissions } from "@/lib/greenhouse/v3/permissions";
import { applicationRefSchema, applicationSchema, toListed, toOffer, userSchema, v3OfferSchema } from "@/lib/greenhouse/v3/shapes";
import { applicationOf, isHired, type ShownApplication, unreadableApplication } from "@/lib/greenhouse/v3/shown-application";
import { type ApplicationId, asApplicationId, asCandidateId, type CandidateId } from "@/lib/platform/ids";

/** Whom a token acts for. */
export interface ActingUser {
  kind: "person" | "service_account";
  isSiteAdmin: boolean | null;
}

export interface V3Options extends V3HttpOptions {
  /** The scopes that the credential had when it was last checked. */
  scopes: readonly string[];
  references: ReferenceStore;
  /** Tells which user the token acts for; null where it is not known. */
  actsFor: () => Promise<string | null>;
}

/** Reads hires through Harvest v3. */
export class HarvestV3 implements GreenhouseConnector {
  private readonly http: HarvestHttp;
  private readonly lists: V3Lists;
  private readonly jobs: V3Jobs;
  private readonly actsFor: V3Options["actsFor"];

  readonly batchSize = { preferred: PARALLEL_LISTS * IDS_PER_REQUEST, fullRequest: IDS_PER_REQUEST };

  constructor({ scopes, references, actsFor, ...options }: V3Options) {
    this.actsFor = actsFor;
    this.http = v3Http(options);
    this.lists = new V3Lists(this.http);
    this.jobs = new V3Jobs(this.lists, scopes, references);
  }

  async offerPage(request: OfferPageRequest, reads?: { openings: boolean }): Promise<OfferPage> {
    // A first listing has no stored hires that a rejected offer could withdraw.
    const from =
      "startsBetween" in request
        ? { first: `/offers?${startingQuery(request.startsBetween)}` }
        : listed("/offers", request, { ifEverything: { status: "Accepted" } });
    const page = await this.lists.page("harvest:offers:list", from);
    const { read, rejected } = parseRows(v3OfferSchema, "offer", page.rows);
    for (const { status, job_id } of read) if (status === "accepted" && job_id != null) this.jobs.addLikely(job_id);
    const openings = reads?.openings
      ? await this.jobs.openings(read.flatMap((row) => (row.status === "accepted" ? (row.opening_id ?? []) : [])))
      : null;
    const offers = read.map((row) => ({
      ...toOffer(row),
      openingFields: openings ? (openings.get(row.opening_id ?? 0) ?? []) : undefined,
    }));
    return { offers, rejected, next: page.next, respondedAt: page.respondedAt };
  }

  readonly hiredPage = async (request: PageRequest): Promise<HiredPage> => {
    const from = listed("/applications", request, { always: { status: "hired" } });
    const { rows, next, respondedAt } = await this.lists.page("harvest:applications:list", from);
    const page: HiredPage = { applications: [], unreadable: [], rejected: [], next, respondedAt };
    for (const raw of rows) {
      const parsed = applicationSchema.safeParse(raw);
      const ref = applicationRefSchema.safeParse(raw);
      if (parsed.success) {
        // A gateway may ignore the filter.
        if (!isHired(parsed.data)) continue;
        page.applications.push(toListed(parsed.data));
        if (parsed.data.job_id !== null) this.jobs.addLikely(parsed.data.job_id);
      } else if (ref.success) page.unreadable.push({ applicationId: ref.data.id, candidateId: ref.data.candidate_id });
      else page.rejected.push(unreadableApplication(rejection("candidate", raw, parsed.error)));
    }
    return page;
  };

  async people(requests: readonly PersonRequest[], reads?: { hiringTeam: boolean }): Promise<Map<ApplicationId, PersonResult>> {
    const applications = await this.lists.byIds(
      "harvest:applications:list",
      "/applications",
      requests.flatMap(({ applicationId, listed }) => (listed ? [] : applicationId)),
      applicationSchema,
    );
    const found = new Map(requests.map((request) => [request.applicationId, applicationOf(request, applications)]));
    const shown = [...found.values()].flatMap((application) => ("kind" in application ? [] : application));
    const [candidates] = await Promise.all([
      // Also of those who are not hired: they may have been anonymized.
      this.lists.byIds(
        "harvest:candidates:list",
        "/candidates",
        shown.map(({ listed }) => listed.candidateId),
        personSchema,
      ),
      this.jobs.load([...new Set(shown.flatMap(({ listed, isHired }) => (isHired ? (listed.jobId ?? []) : [])))]),
    ]);
    const members = shown.flatMap(({ listed, isHired }) => (isHired ? Object.values(listed.team) : [])).filter((one) => one !== null);
    if (reads?.hiringTeam) await this.jobs.loadUsers(members);
    return new Map(
      [...found].map(([id, application]) => [id, "kind" in application ? application : this.personOf(application, candidates, reads)]),
    );
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

  async documents({ applicationId }: ApplicationRef): Promise<OfferDocument[]> {
    const rows: unknown[] = [];
    for await (const row of this.lists.rows(ATTACHMENTS, `/attachments?per_page=${PAGE_SIZE}&application_ids=${applicationId}`))
      rows.push(row);
    // A gateway may ignore the filter.
    return toDocuments(v3AttachmentSchema, rows, (attachment) =>
      attachment.application_id === applicationId ? String(attachment.id) : null,
    );
  }

  readonly writeNote = async (candidateId: CandidateId, body: string): Promise<NoteOutcome> =>
    createNote(this.http, candidateId, body, await this.actsFor());

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
      if (path === null) continue;
      const { status, body } = await this.http.get(`${path}?per_page=1`);
      // A list that this Greenhouse does not have, or not unfiltered, is none that may be read.
      const isAnswer = status === 200 || status === 403 || (!required && status >= 400 && status !== 401);
      if (!isAnswer) throw statusError(status, scope);
      if (status === 200 && required) rows += rowsOf(body, path.slice(1)).length;
      permissions.push({ scope, required, granted: status === 200 });
    }
    return { permissions, seesNothing: rows === 0 && permissions.every(({ required, granted }) => granted || !required) };
  }

  /**
   * Returns the user of an id: a person, or a service account, which lists leave out unless asked for; and whether they are a Site
   * Admin, as the lists demand. Null when Greenhouse doesn't say.
   */
  async userOf(userId: string): Promise<ActingUser | null> {
    for (const kind of ["person", "service_account"] as const) {
      const hidden = kind === "person" ? "" : "&show_service_accounts=true";
      const { status, body } = await this.http.get(`/users?ids=${encodeURIComponent(userId)}${hidden}`);
      if (status !== 200) return null;
      const user = userSchema.safeParse(rowsOf(body, "users")[0]);
      if (user.success) return { kind, isSiteAdmin: user.data.site_admin ?? null };
    }
    return null;
  }

  /** Requests one offer. Returns the response's status: 401 and 403 are answers, too. */
  async touch(): Promise<number> {
    return (await this.http.get("/offers?per_page=1")).status;
  }

  /** Returns what the last response said of the rate limit, and when it came; null before the first. */
  lastResponse(): HarvestHttp["last"] {
    return this.http.last;
  }

  private personOf(
    { listed: { candidateId, jobId, customFields, team, updatedAt }, isHired }: ShownApplication,
    candidates: ReadonlyMap<number, z.output<typeof personSchema> | Rejected>,
    reads: { hiringTeam: boolean } | undefined,
  ): PersonResult {
    const candidate = candidates.get(candidateId);
    if (candidate && !("kind" in candidate) && isAnonymized(candidate)) return { kind: "anonymized" };
    if (!isHired) return { kind: "not_hired" };
    if (!candidate) return { kind: "unreadable", rejected: missingCandidate(candidateId), isShown: false };
    if ("kind" in candidate) return { kind: "unreadable", rejected: candidate, isShown: true };
    return {
      kind: "hired",
      candidate: toCandidate(candidate),
      job: this.jobs.detailsOf(jobId),
      applicationFields: customFields,
      team: {
        recruiter: reads?.hiringTeam ? this.jobs.userName(team.recruiter) : undefined,
        coordinator: reads?.hiringTeam ? this.jobs.userName(team.coordinator) : undefined,
      },
      updatedAt,
    };
  }
}
