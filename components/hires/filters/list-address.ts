import * as z from "zod/mini";
import { type ColumnName, type Density, knownColumns } from "@/components/hires/columns/layout";
import { type TabStatus, tabs } from "@/components/hires/list/tabs";
import { addressOf, useAddress } from "@/components/ui/use-address";
import { type NewHireConditions, type NewHireFilter, type NewHireSort, newHireConditionsSchema, newHireSorts } from "@/lib/hires/schema";
import { MOST_VALUES, takesSeveral } from "@/lib/platform/columns";
import { newHiresPage } from "@/lib/platform/paths";

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
/** What is set, by name. */
export type ListFilters = Partial<Pick<NewHireConditions, FilterName>>;
/** The filters of which any of several values may hold. */
export type SeveralName = { [Name in FilterName]: NonNullable<ListFilters[Name]> extends string[] ? Name : never }[FilterName];

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
  const view = z.safeParse(z.uuid(), params.get("view"));
  return {
    status: tabs.find((tab) => tab.status === params.get("status"))?.status ?? "pending",
    search: params.get("search")?.slice(0, 200) ?? "",
    filters: parseFilters(params),
    sort: newHireSorts.find((sort) => sort === params.get("sort")) ?? "startDate",
    columns: columns ? knownColumns(columns) : null,
    density: densities.find((density) => density === params.get("density")) ?? null,
    view: view.success ? view.data : null,
    page: trail.length === 0 ? 1 : Number.isInteger(page) && page > trail.length ? page : trail.length + 1,
    trail,
  };
}

function parseFilters(params: URLSearchParams): ListFilters {
  const valid = filterNames.flatMap((name) => {
    const schema = newHireConditionsSchema.shape[name];
    const known = params.getAll(name).filter((value) => schema.safeParse(value).success);
    const parsed = schema.safeParse(takesSeveral(schema) ? known.slice(0, MOST_VALUES) : known.at(-1));
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(valid);
}

/** Stands for "no columns" in an address. */
const NO_COLUMNS = "-";

function paramsOf({ status, search, filters, sort, columns, density, view, page, trail }: ListAddress) {
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

/** Returns the address of the list, or of one of its records, that shows this. */
export function listHref(page: string, address: ListAddress): string {
  return addressOf(page, paramsOf(address), ["search"]);
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

/** The list's address, and how to change it. */
export function useListAddress() {
  return useAddress(parseListAddress, (address) => listHref(newHiresPage, address));
}
