import { z } from "zod";
import type { Body } from "@/e2e/sandbox/harvest/bodies";
import { type Bound, day, moment, wholeNumber, within } from "@/e2e/sandbox/harvest/query";
import type { Answer } from "@/e2e/sandbox/http";
import { applicationBody, candidateBody, offerBody } from "@/e2e/sandbox/v1/bodies";
import { type Application, type Offer, offerStatuses } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

const LIST_DEFAULT = 100;
const LIST_MAXIMUM = 500;

const paging = {
  per_page: wholeNumber.refine((size) => size >= 1 && size <= LIST_MAXIMUM, `Must be between 1 and ${LIST_MAXIMUM}`).default(LIST_DEFAULT),
  page: wholeNumber.refine((page) => page >= 1, "Must be at least 1").default(1),
  skip_count: z.enum(["true", "false"]).default("false"),
  created_after: moment.optional(),
  created_before: moment.optional(),
};
type Paging = z.infer<z.ZodObject<typeof paging>>;

const offerQuery = z.object({
  ...paging,
  status: z.enum(offerStatuses, `Must be one of: ${offerStatuses.join(", ")}`).optional(),
  updated_after: moment.optional(),
  updated_before: moment.optional(),
  resolved_after: moment.optional(),
  resolved_before: moment.optional(),
  starts_after: day.optional(),
  starts_before: day.optional(),
  sent_after: day.optional(),
  sent_before: day.optional(),
});
type OfferQuery = z.infer<typeof offerQuery>;

const applicationQuery = z.object({
  ...paging,
  status: z.enum(["active", "converted", "hired", "rejected"]).optional(),
  last_activity_after: moment.optional(),
});
type ApplicationQuery = z.infer<typeof applicationQuery>;

/** `GET /v1/offers`: a page in the order of application id, with links to its neighbours when there are any. */
export function listOffers(world: World, address: URL): Answer {
  return listed(offerQuery, address, (query) => world.offers().filter((offer) => fits(offer, query)), offerBody);
}

/** `GET /v1/applications`: a page in the order of id, with links to its neighbours when there are any. */
export function listApplications(world: World, address: URL): Answer {
  const wanted = (query: ApplicationQuery) =>
    [...world.candidates()].flatMap(({ applications }) => applications.filter((one) => isWanted(one, query)));
  return listed(applicationQuery, address, wanted, (one) => applicationBody(one, address.origin));
}

function listed<Query extends Paging, Row>(
  schema: z.ZodType<Query>,
  address: URL,
  find: (query: Query) => Row[],
  bodyOf: (row: Row) => Body,
): Answer {
  const parsed = schema.safeParse(Object.fromEntries(address.searchParams));
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({ message: issue.message, field: String(issue.path[0] ?? "") }));
    return { status: 422, body: { message: "Validation error", errors } };
  }
  const query = parsed.data;
  const found = find(query);
  const pages = Math.max(1, Math.ceil(found.length / query.per_page));
  const body = found.slice((query.page - 1) * query.per_page, query.page * query.per_page).map(bodyOf);
  return { status: 200, body, ...(pages > 1 ? { link: links(address, query, pages) } : {}) };
}

/** `GET /v1/candidates/{id}`. */
export function retrieveCandidate(world: World, id: number, { origin }: URL): Answer {
  const candidate = world.candidate(id);
  return candidate ? { status: 200, body: candidateBody(candidate, origin) } : { status: 404, body: { message: "Resource not found" } };
}

/** As documented: "after" is at or after, "before" is at or before except for `created_before`. */
function fits(offer: Offer, query: OfferQuery): boolean {
  return (
    (query.status === undefined || offer.status === query.status) &&
    within(offer.createdAt, bound("gte", query.created_after), bound("lt", query.created_before)) &&
    within(offer.updatedAt, bound("gte", query.updated_after), bound("lte", query.updated_before)) &&
    within(offer.resolvedAt, bound("gte", query.resolved_after), bound("lte", query.resolved_before)) &&
    within(offer.startsOn, bound("gte", query.starts_after), bound("lte", query.starts_before)) &&
    within(offer.sentOn, bound("gte", query.sent_after), bound("lte", query.sent_before))
  );
}

/** As documented, an application was created when the person applied. */
function isWanted(application: Application, query: ApplicationQuery): boolean {
  return (
    (query.status === undefined || application.status === query.status) &&
    within(application.appliedAt, bound("gte", query.created_after), bound("lt", query.created_before)) &&
    within(application.lastActivityAt, bound("gte", query.last_activity_after))
  );
}

function bound<Value>(operator: Bound<Value>["operator"], value: Value | undefined): Bound<Value> | undefined {
  return value === undefined ? undefined : { operator, value };
}

function links(address: URL, query: Paging, pages: number): string {
  const to = (page: number, rel: string) => {
    const target = new URL(address);
    target.searchParams.set("page", String(page));
    return `<${target.href}>; rel="${rel}"`;
  };
  const parts: string[] = [];
  if (query.page < pages) parts.push(to(query.page + 1, "next"));
  if (query.page > 1) parts.push(to(query.page - 1, "prev"));
  if (query.skip_count === "false") parts.push(to(pages, "last"));
  return parts.join(",");
}
