import { useSearchParams } from "next/navigation";
import { type TabStatus, tabs } from "@/components/new-hires/tabs";
import { type NewHireSort, newHireSorts } from "@/lib/new-hires/schema";

/** How many earlier cursors an address carries. Beyond them *Previous* leads to the first page. */
const TRAIL_LENGTH = 10;

export const PAGE_SIZE = 50;
export const LIST_PATH = "/onboard/new-hires";

/** What the list shows, as its address says it. */
export interface ListAddress {
  status: TabStatus;
  search: string;
  sort: NewHireSort;
  /** Counts from 1. */
  page: number;
  /** The cursors of the pages walked through, this page's last. Empty on the first page. */
  trail: string[];
}

/** Reads an address; whatever is not valid becomes the default, since anyone can type one. */
export function parseListAddress(params: URLSearchParams): ListAddress {
  const trail = params.getAll("cursor").slice(-TRAIL_LENGTH);
  const page = Number(params.get("page") ?? trail.length + 1);
  return {
    status: tabs.find((tab) => tab.status === params.get("status"))?.status ?? "pending",
    search: params.get("search")?.slice(0, 200) ?? "",
    sort: newHireSorts.find((sort) => sort === params.get("sort")) ?? "startDate",
    page: trail.length === 0 ? 1 : Number.isInteger(page) && page > trail.length ? page : trail.length + 1,
    trail,
  };
}

/** The address as a query string; always names the status, so that a record opened from it knows its list. */
export function listQuery(address: ListAddress): string {
  const params = new URLSearchParams({ status: address.status });
  if (address.search) params.set("search", address.search);
  if (address.sort !== "startDate") params.set("sort", address.sort);
  if (address.page > 1) params.set("page", String(address.page));
  for (const cursor of address.trail) params.append("cursor", cursor);
  return params.toString();
}

/** The filter that the API is asked with. */
export function listFilter({ status, search, sort, trail }: ListAddress) {
  return { status, search: search.trim() || undefined, sort, cursor: trail.at(-1), limit: PAGE_SIZE };
}

/** The same list from its first page, with what is changed. */
export function changed(address: ListAddress, change: Partial<Pick<ListAddress, "status" | "search" | "sort">>): ListAddress {
  return { ...address, ...change, page: 1, trail: [] };
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

/** The list's address, and how to change it without asking the server for the page again. */
export function useListAddress() {
  const address = parseListAddress(new URLSearchParams(useSearchParams()));
  const go = (next: ListAddress, how: "push" | "replace" = "push") => {
    const url = `${LIST_PATH}?${listQuery(next)}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  };
  return { address, go };
}
