import { type ColumnName, type Density, knownColumns } from "@/components/hires/columns/layout";
import { type TabStatus, tabs } from "@/components/hires/list/tabs";
import { isFieldName, type OwnFieldName, ownNamesOf } from "@/lib/hire-fields/fields";
import { attentionCodes, changers, MOST_VALUES, type NewHireSort, newHireSorts, startWindows, type ValueField } from "@/lib/hires/codes";
import type { NewHireConditions, NewHireFilter } from "@/lib/hires/conditions/schema";
import { isTakenDay } from "@/lib/platform/calendar";
import { addressOf } from "@/lib/platform/paths/address";

/** How many earlier cursors an address carries. Beyond them *Previous* leads to the first page. */
const TRAIL_LENGTH = 10;

export const PAGE_SIZE = 50;

const densities = ["comfortable", "compact"] as const satisfies readonly Density[];

/** What narrows a tab down, besides the search. */
export const filterNames = [
  "attention",
  "missing",
  "starts",
  "startFrom",
  "startTo",
  "jobTitle",
  "department",
  "location",
  "employmentType",
  "changedBy",
] as const satisfies readonly (keyof NewHireConditions)[];
export type FilterName = (typeof filterNames)[number];
/** What is set, by name; a filter on an own field by the field's. */
export type ListFilters = Partial<Pick<NewHireConditions, FilterName>> & { [own: OwnFieldName]: string[] | undefined };
/** The filters of which any of several values may hold. */
export type SeveralName =
  | OwnFieldName
  | { [Name in FilterName]: NonNullable<ListFilters[Name]> extends string[] ? Name : never }[FilterName];

/** What the list shows and how, as its address says it. */
export interface ListAddress {
  status: TabStatus;
  search: string;
  filters: ListFilters;
  sort: NewHireSort;
  /** Null, as the density: as the person arranged the list. */
  columns: readonly ColumnName[] | null;
  density: Density | null;
  /** The saved view that it began as, by its id. */
  view: string | null;
  /** Counts from 1. */
  page: number;
  /** The cursors of the pages walked through, this page's last. Empty on the first page. */
  trail: string[];
}

/** Reads an address; whatever is not valid becomes the default, since anyone can type one. */
export function parseListAddress(params: URLSearchParams): ListAddress {
  const trail = params.getAll("cursor").slice(-TRAIL_LENGTH);
  const page = Number(params.get("page") ?? trail.length + 1);
  const columns = params.get("columns")?.split(" ");
  return {
    status: tabs.find((tab) => tab.status === params.get("status"))?.status ?? "pending",
    search: params.get("search")?.slice(0, 200) ?? "",
    filters: parseFilters(params),
    sort: newHireSorts.find((sort) => sort === params.get("sort")) ?? "startDate",
    columns: columns ? knownColumns(columns) : null,
    density: densities.find((density) => density === params.get("density")) ?? null,
    view: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.exec(params.get("view") ?? "")?.[0] ?? null,
    page: trail.length === 0 ? 1 : Number.isInteger(page) && page > trail.length ? page : trail.length + 1,
    trail,
  };
}

type Reader<Name extends FilterName> = (values: string[]) => ListFilters[Name];

/** Returns the values that a filter may have of those that an address gives it: the last one, where it takes one only. Others take texts. */
const readers: { [Name in Exclude<FilterName, ValueField>]: Reader<Name> } & { [Name in ValueField | OwnFieldName]?: never } = {
  attention: (values) => members(attentionCodes, values),
  missing: (values) => several([...new Set(values)].filter(isFieldName)),
  starts: (values) => members(startWindows, values)?.at(-1),
  startFrom: (values) => values.filter(isTakenDay).at(-1),
  startTo: (values) => values.filter(isTakenDay).at(-1),
  changedBy: (values) => members(changers, values),
};

// Repeats the values of the conditions' schema, so that the list page does not load it; a test keeps the two equal.
function members<Member extends string>(known: readonly Member[], values: string[]): Member[] | undefined {
  return several(known.filter((member) => values.includes(member)));
}

function texts(values: string[]): string[] | undefined {
  return several([...new Set(values.map((value) => value.trim()))].filter((value) => value !== "" && value.length <= 200));
}

function several<Value>(values: Value[]): Value[] | undefined {
  return values.length === 0 ? undefined : values.slice(0, MOST_VALUES);
}

function parseFilters(params: URLSearchParams): ListFilters {
  const names = [...filterNames, ...ownNamesOf(Object.fromEntries(params))];
  const read = names.map((name) => [name, (readers[name] ?? texts)(params.getAll(name))] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as ListFilters;
}

/** Stands for "no columns" in an address. */
const NO_COLUMNS = "-";

function paramsOf({
  status,
  search,
  filters,
  sort,
  columns,
  density,
  view,
  page,
  trail,
}: ListAddress): Record<string, string | number | readonly string[] | undefined> {
  return {
    // Always there, so that a record opened from the list knows its list.
    status,
    search,
    ...filters,
    sort: sort === "startDate" ? "" : sort,
    columns: columns ? columns.join(" ") || NO_COLUMNS : "",
    density: density ?? "",
    view: view ?? "",
    page: page > 1 ? page : "",
    cursor: trail,
  };
}

/** Returns the list of all hires that a search finds, the latest start first. */
export function listOfFound(search: string): ListAddress {
  return { ...parseListAddress(new URLSearchParams()), status: "all", search, sort: "-startDate" };
}

/** Returns the address of the list, or of one of its records, that shows this. An own field, in which an organization keeps what it likes, may name a person. */
export function listHref(page: string, address: ListAddress): string {
  return addressOf(page, paramsOf(address), ["search", ...ownNamesOf(address.filters)]);
}

/** Returns what is kept of a list as a view: everything as one query. */
export function viewQuery(address: ListAddress): string {
  return addressOf("", paramsOf({ ...changed(address, {}), view: null }), []).slice(1);
}

/** Returns whether two lists are the same view: same tab, search, filters in any order, sorting and layout. */
export function isSameView(one: ListAddress, other: ListAddress): boolean {
  const parts = (address: ListAddress) => [...new URLSearchParams(viewQuery(address))].map((part) => part.join("=")).sort();
  return parts(one).join("&") === parts(other).join("&");
}

/** Returns the list that a saved view shows. */
export function addressOfView({ id, query }: { id: string; query: string }): ListAddress {
  return { ...parseListAddress(new URLSearchParams(query)), view: id };
}

/** Which hires are meant, on all pages. */
export function listConditions({ status, search, filters }: ListAddress): NewHireConditions {
  return { ...filters, ...(status === "all" ? {} : { status: [status] }), ...(search.trim() ? { search: search.trim() } : {}) };
}

/** What the API is asked for one page. */
export function listFilter(address: ListAddress): NewHireFilter & { cursor?: string | undefined } {
  return { ...listConditions(address), sort: address.sort, cursor: address.trail.at(-1), limit: PAGE_SIZE };
}

/** The same for a page that was asked for with these search parameters. */
export function filterOfPage(searchParams: Record<string, string | string[] | undefined>): ReturnType<typeof listFilter> {
  return listFilter(parseListAddress(new URLSearchParams(addressOf("", searchParams, []))));
}

/** Whether fewer are shown than the tab holds. */
export function isNarrowed({ search, filters }: ListAddress): boolean {
  return search.trim() !== "" || Object.keys(filters).length > 0;
}

type Change = Partial<Pick<ListAddress, "status" | "search" | "filters" | "sort">>;

/** The same list from its first page, with what is changed. */
export function changed(address: ListAddress, change: Change): ListAddress {
  return { ...address, ...change, page: 1, trail: [] };
}

/** The tab with nothing that narrows it down. */
export function cleared(address: ListAddress): ListAddress {
  return changed(address, { search: "", filters: {} });
}

export function nextPage(address: ListAddress, cursor: string): ListAddress {
  return { ...address, page: address.page + 1, trail: [...address.trail, cursor].slice(-TRAIL_LENGTH) };
}

/** The page before, or the first one when the way back is no longer known; null on the first page. */
export function previousPage(address: ListAddress): ListAddress | null {
  if (address.trail.length === 0) return null;
  const trail = address.trail.slice(0, -1);
  const isKnown = trail.length > 0 || address.page === 2;
  return { ...address, page: isKnown ? address.page - 1 : 1, trail };
}
