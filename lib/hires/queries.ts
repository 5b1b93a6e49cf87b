import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type OwnFieldName, ownNamesOf } from "@/lib/hire-fields/fields";
import type { ValueField } from "@/lib/hires/codes";
import type { NewHireFilter, PageFilter } from "@/lib/hires/conditions/schema";
import type { HirePage, ReadPage } from "@/lib/hires/schema";
import { asking, callForNews, lateSchemas } from "@/lib/http/api-client";
import { newHireRowsRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/hires/schema"));

/** Every cache key of this noun starts with `newHireKeys.all`. */
export const newHireKeys = {
  all: ["new-hires"] as const,
  lists: () => [...newHireKeys.all, "list"] as const,
  list: (filter: NewHireFilter) => [...newHireKeys.lists(), filter] as const,
  /** Not among the lists: what changes them has them read again, and news of what was just read are none. */
  news: (filter: NewHireFilter) => [...newHireKeys.all, "news", filter] as const,
  counts: () => [...newHireKeys.all, "counts"] as const,
  count: (filter: NewHireFilter) => [...newHireKeys.lists(), "count", filter] as const,
  one: (id: string) => [...newHireKeys.all, "one", id] as const,
  values: (field: ValueField | OwnFieldName) => [...newHireKeys.all, "values", field] as const,
  possibleDuplicates: (id: string) => [...newHireKeys.all, "possible-duplicates", id] as const,
};

/** Returns how a route is asked with a filter. */
export function askingFor(route: string, filter: PageFilter) {
  return asking(route, filter, ["search", ...ownNamesOf(filter)]);
}

interface Reading {
  client: QueryClient;
  signal: AbortSignal;
}

/** Reads a page; null where it is as it was known. */
async function readPage(filter: PageFilter, { client, signal }: Reading, known?: string): Promise<ReadPage | null> {
  const { path, apart } = askingFor(newHireRowsRoute, filter);
  const read = await callForNews(path, { apart, response: schemas("hirePageSchema"), signal, known });
  if (!read) return null;
  client.setQueryData(newHireKeys.counts(), read.value.counts);
  return { ...read.value, version: read.version };
}

async function readWhole(filter: PageFilter, reading: Reading): Promise<ReadPage> {
  const page = await readPage(filter, reading);
  if (!page) throw new Error("a page that was not known was answered with its version alone");
  return page;
}

/** One page of hires as it was read. The earlier page stays on the screen while the next one comes. */
export function newHireListOptions(filter: PageFilter) {
  return queryOptions({
    queryKey: newHireKeys.list(filter),
    queryFn: (reading) => readWhole(filter, reading),
    placeholderData: keepPreviousData,
    // Rows must not move while the user works on them: new hires are watched beside the list, and shown on request.
    refetchOnWindowFocus: false,
  });
}

const NEWS_MS = 15_000;

/** Returns after how many milliseconds a page is asked for news: sooner where an invitation waits for its first attempt. */
export function newsInterval(page: HirePage | undefined): number {
  const isSending = page?.items.some(
    ({ obstacle, invitation }) => obstacle !== "suspended" && invitation?.status === "queued" && invitation.attempts === 0,
  );
  return isSending ? 3_000 : NEWS_MS;
}

/**
 * Returns the query of the same page as it is now, so that the list can announce new hires. It begins with the page that was read, and asks
 * for another one than the last.
 */
export function newHireNewsOptions(filter: PageFilter) {
  return queryOptions({
    queryKey: newHireKeys.news(filter),
    queryFn: async (reading) => {
      const { client } = reading;
      const pages = [newHireKeys.news(filter), newHireKeys.list(filter)].map((key) => client.getQueryState<ReadPage>(key));
      const last = pages.reduce((one, other) => ((other?.dataUpdatedAt ?? 0) > (one?.dataUpdatedAt ?? 0) ? other : one))?.data;
      return (await readPage(filter, reading, last?.version)) ?? last ?? readWhole(filter, reading);
    },
    staleTime: NEWS_MS,
  });
}

/** Returns the query of the counts for the navigation's badge. Whatever reads a page brings them along. */
export function newHireCountsOptions() {
  return queryOptions({
    queryKey: newHireKeys.counts(),
    queryFn: async (reading) => (await readWhole({ limit: 1 }, reading)).counts,
    refetchInterval: NEWS_MS,
  });
}
