import { z } from "zod";
import { attachmentsOf } from "@/e2e/sandbox/harvest/attachments";
import type { Body } from "@/e2e/sandbox/harvest/bodies";
import { within } from "@/e2e/sandbox/harvest/query";
import type { Answer } from "@/e2e/sandbox/http";
import * as bodies from "@/e2e/sandbox/v3/bodies";
import * as queries from "@/e2e/sandbox/v3/query";
import { among, offerStatusNames, type PlainQuery } from "@/e2e/sandbox/v3/query";
import { type Resource, resources } from "@/e2e/sandbox/v3/scopes";
import { departments, offices, users } from "@/e2e/sandbox/world/employer";
import { type Application, type Job, latestOffer, type Offer } from "@/e2e/sandbox/world/model";
import type { ById } from "@/e2e/sandbox/world/rows";
import type { World } from "@/e2e/sandbox/world/world";

interface Definition<Row extends { id: number }, Query extends PlainQuery> {
  query: z.ZodType<Query>;
  /** The records to choose from, the highest id first. A long list spares those that are not below `below`. */
  rows(world: World, query: Query, below: number): Iterable<Row>;
  fits?(row: Row, query: Query, world: World, reader: Reader): boolean;
  body(row: Row, world: World, origin: string): Body;
}

interface Page {
  rows: Body[];
  /** The id that the next page lies below. */
  next: number | null;
}
type PageOf = (world: World, params: Record<string, string>, below: number, reader: Reader) => Page;

/** Who reads a list, and under which address. */
interface Reader {
  origin: string;
  seesPrivate: boolean;
}

/** Makes a page out of a definition. A query that does not fit throws a `ZodError`. */
function paged<Row extends { id: number }, Query extends PlainQuery>(definition: Definition<Row, Query>): PageOf {
  return (world, params, below, reader) => {
    const query = definition.query.parse(params);
    const found: Row[] = [];
    for (const row of definition.rows(world, query, below)) {
      if (row.id >= below || (definition.fits && !definition.fits(row, query, world, reader))) continue;
      if (found.push(row) > query.per_page) break;
    }
    const shown = found.slice(0, query.per_page);
    const rows = shown.map((row) => picked(definition.body(row, world, reader.origin), query.fields));
    return { rows, next: found.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
  };
}

const offers = paged({
  query: queries.offerQuery,
  rows: (world, { ids, application_ids: of }, below) =>
    ids || !of ? listed(world.byId.offers, ids, below) : falling(of.flatMap((id) => world.offersOf(id))),
  fits: (offer, query, world) =>
    (query.status === undefined || offerStatusNames[offer.status] === query.status) &&
    among(offer.applicationId, query.application_ids) &&
    among(offer.candidateId, query.candidate_ids) &&
    among(offer.jobId, query.job_ids) &&
    among(offer.openingId, query.opening_ids) &&
    within(offer.createdAt, ...(query.created_at ?? [])) &&
    within(offer.updatedAt, ...(query.updated_at ?? [])) &&
    within(offer.resolvedAt, ...(query.resolved_at ?? [])) &&
    within(offer.sentOn, ...(query.sent_on ?? [])) &&
    within(offer.startsOn, ...(query.starts_on ?? [])) &&
    (!query.current_only || latestOffer({ offers: world.offersOf(offer.applicationId) }) === offer),
  body: bodies.offerBody,
});

const applications = paged({
  query: queries.applicationQuery,
  rows: (world, { ids, candidate_ids: of }, below) =>
    ids || !of ? listed(world.byId.applications, ids, below) : falling(of.flatMap((id) => world.candidate(id)?.applications ?? [])),
  fits: (application, query) =>
    (query.status === undefined || application.status === query.status) &&
    (query.prospect === undefined || application.prospect === query.prospect) &&
    among(application.candidateId, query.candidate_ids) &&
    (query.job_ids === undefined || application.jobs.some(({ id }) => among(id, query.job_ids))) &&
    within(application.appliedAt, ...(query.created_at ?? [])) &&
    within(application.lastActivityAt, ...(query.updated_at ?? [])) &&
    within(application.lastActivityAt, ...(query.last_activity_at ?? [])),
  body: (application, world) => bodies.applicationBody(application, world.candidate(application.candidateId)),
});

const candidates = paged({
  query: queries.candidateQuery,
  rows: (world, { ids }, below) => listed(world.byId.candidates, ids, below),
  fits: (candidate, query, _, { seesPrivate }) =>
    (seesPrivate || !candidate.isPrivate) &&
    (query.private === undefined || candidate.isPrivate === query.private) &&
    (query.email === undefined || candidate.emails.some(({ value }) => value.toLowerCase() === query.email?.toLowerCase())) &&
    (query.tag === undefined || candidate.tags.includes(query.tag)) &&
    within(candidate.createdAt, ...(query.created_at ?? [])) &&
    within(candidate.updatedAt, ...(query.updated_at ?? [])) &&
    within(candidate.lastActivityAt, ...(query.last_activity_at ?? [])),
  body: bodies.candidateBody,
});

const hiringManagers = paged({
  query: queries.managerQuery,
  rows: (world) => falling([...world.jobs()].flatMap(assignments)),
  fits: ({ id, jobId, userId }, query) => among(id, query.ids) && among(jobId, query.job_ids) && among(userId, query.user_ids),
  body: bodies.assignmentBody,
});

const attachments = paged({
  query: queries.attachmentQuery,
  rows: (world, { application_ids: of, candidate_ids: by }) =>
    falling(
      [
        ...(of ?? []).flatMap((id) => world.byId.applications.get(id) ?? []),
        ...(by ?? []).flatMap((id) => world.candidate(id)?.applications ?? []),
      ].flatMap(filesOf),
    ),
  fits: ({ id, file }, query) => among(id, query.ids) && (query.type === undefined || file.type === query.type),
  body: (row, _, origin) => bodies.attachmentBody(row, origin),
});

/** A list of few records that is filtered by id alone. */
function few<Row extends { id: number }>(rows: (world: World) => readonly Row[], body: (row: Row) => Body): PageOf {
  return paged({ query: queries.plainQuery, rows: (world) => falling(rows(world)), fits: ({ id }, { ids }) => among(id, ids), body });
}

const pages: Record<Resource, PageOf> = {
  offers,
  applications,
  candidates,
  jobs: few((world) => [...world.jobs()], bodies.jobBody),
  departments: few(() => departments, bodies.departmentBody),
  offices: few(() => offices, bodies.officeBody),
  job_hiring_managers: hiringManagers,
  users: paged({
    query: queries.userQuery,
    rows: () => falling(users),
    fits: ({ id, isService }, { ids, show_service_accounts: showsThem }) => among(id, ids) && (!isService || showsThem === true),
    body: bodies.userBody,
  }),
  custom_fields: few(() => bodies.customFields, bodies.customFieldBody),
  attachments,
  openings: paged({
    query: queries.plainQuery,
    rows: (world) => falling([...world.offers()].flatMap(openingOf)),
    fits: ({ id }, { ids }) => among(id, ids),
    body: ({ offer }) => bodies.openingBody(offer),
  }),
};

/** `GET /v3/{resource}`: a page in the order of falling ids, with a link to the next one when there is any. */
export function listResource(world: World, resource: Resource, address: URL, seesPrivate = true): Answer {
  const reader: Reader = { origin: address.origin, seesPrivate };
  const given = [...address.searchParams];
  const params = Object.fromEntries(given);
  if (Object.keys(params).length < given.length) return unprocessable(["A query param may be given only once."]);
  if (params.cursor === undefined) return page(world, resource, params, Number.POSITIVE_INFINITY, address, reader);
  if (given.length > 1) return unprocessable(["When passing a cursor, do not include other query params."]);
  const cursor = readCursor(params.cursor);
  if (cursor?.resource !== resource) return unprocessable(["The cursor is invalid."]);
  return page(world, resource, cursor.params, cursor.below, address, reader);
}

function page(world: World, resource: Resource, params: Record<string, string>, below: number, address: URL, reader: Reader): Answer {
  try {
    const { rows, next } = pages[resource](world, params, below, reader);
    // The last page has the header, and it is empty (recorded).
    if (next === null) return { status: 200, body: rows, link: "" };
    const target = new URL(address.pathname, address.origin);
    target.searchParams.set("cursor", writeCursor({ resource, params, below: next }));
    return { status: 200, body: rows, link: `<${target.href}>; rel="next"` };
  } catch (error) {
    if (error instanceof z.ZodError) return unprocessable(error.issues.flatMap(complaints));
    throw error;
  }
}

const cursorSchema = z.object({ resource: z.enum(resources), params: z.record(z.string(), z.string()), below: z.number() });
type Cursor = z.output<typeof cursorSchema>;

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(text: string): Cursor | undefined {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}

type Complaint = string | Record<string, string>;

function unprocessable(errors: Complaint[]): Answer {
  return { status: 422, body: { message: "Unprocessable Content", errors } };
}

function complaints(issue: z.core.$ZodIssue): Complaint[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((name) => ({ [name]: "is not a known query param" }));
  return [{ [String(issue.path[0] ?? "")]: issue.message }];
}

/** The records of some ids, or all below one. */
function listed<Row extends { id: number }>(rows: ById<Row>, ids: readonly number[] | undefined, below: number): Iterable<Row> {
  return ids ? falling(ids.flatMap((id) => rows.get(id) ?? [])) : rows.newestFirst(below);
}

function falling<Row extends { id: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => other.id - one.id);
}

function assignments({ id: jobId, managers }: Job): bodies.Assignment[] {
  return managers.map(({ id: userId }, index) => ({ id: jobId * 10 + index, userId, jobId }));
}

/** The opening of an offer; each version of it names the same one. */
function openingOf(offer: Offer): { id: number; offer: Offer & { openingId: number } }[] {
  const { openingId } = offer;
  return openingId === null || offer.status !== "accepted" ? [] : [{ id: openingId, offer: { ...offer, openingId } }];
}

function filesOf(application: Application): bodies.ApplicationFile[] {
  return attachmentsOf(application).map((file, index) => ({ id: application.id * 10 + index, application, file }));
}

function picked(body: Body, fields: readonly string[] | undefined): Body {
  return fields ? Object.fromEntries(Object.entries(body).filter(([name]) => name === "id" || fields.includes(name))) : body;
}
