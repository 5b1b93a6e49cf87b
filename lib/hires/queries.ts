import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type OwnFieldName, ownNamesOf } from "@/lib/hire-fields/fields";
import type { NewHireFilter } from "@/lib/hires/conditions/schema";
import { type NewHireList, newHireListSchema, type ValueField } from "@/lib/hires/schema";
import { asking, callApi } from "@/lib/http/api-client";
import { newHiresRoute } from "@/lib/platform/paths/hires";

/** Every cache key of this noun starts with `newHireKeys.all`. */
export const newHireKeys = {
  all: ["new-hires"] as const,
  lists: () => [...newHireKeys.all, "list"] as const,
  list: (filter: NewHireFilter) => [...newHireKeys.lists(), filter] as const,
  news: (filter: NewHireFilter) => [...newHireKeys.lists(), "news", filter] as const,
  count: (filter: NewHireFilter) => [...newHireKeys.lists(), "count", filter] as const,
  one: (id: string) => [...newHireKeys.all, "one", id] as const,
  values: (field: ValueField | OwnFieldName) => [...newHireKeys.all, "values", field] as const,
  possibleDuplicates: (id: string) => [...newHireKeys.all, "possible-duplicates", id] as const,
};

type PageFilter = NewHireFilter & { cursor?: string | undefined };

/** Returns how a route is asked with a filter. */
export function askingFor(route: string, filter: PageFilter) {
  return asking(route, filter, ["search", ...ownNamesOf(filter)]);
}

const readList = (filter: PageFilter, signal: AbortSignal) => {
  const { path, apart } = askingFor(newHiresRoute, filter);
  return callApi(path, { apart, response: newHireListSchema, signal });
};

/** One page of hires as it was read. The earlier page stays on the screen while the next one comes. */
export function newHireListOptions(filter: PageFilter) {
  return queryOptions({
    queryKey: newHireKeys.list(filter),
    queryFn: ({ signal }) => readList(filter, signal),
    placeholderData: keepPreviousData,
    // Rows must not move while the user works on them: new hires are watched beside the list, and shown on request.
    refetchOnWindowFocus: false,
  });
}

/** Whether an invitation waits for its first attempt: soon it says something else. */
function isSending({ items }: NewHireList): boolean {
  return items.some(({ suspended, invitations: [latest] }) => !suspended && latest?.status === "queued" && latest.attempts === 0);
}

/** Returns the query of the same page as it is now, within 15 s, so that the list can announce new hires; sooner while one is being sent to. */
export function newHireNewsOptions(filter: PageFilter) {
  return queryOptions({
    queryKey: newHireKeys.news(filter),
    queryFn: ({ signal }) => readList(filter, signal),
    refetchInterval: (query) => (query.state.data && isSending(query.state.data) ? 3_000 : 15_000),
  });
}

/** Only the counts, for the navigation's badge: shares nothing with the lists so that paging does not disturb it. */
export function newHireCountsOptions() {
  return queryOptions({
    queryKey: newHireKeys.list({ limit: 1 }),
    queryFn: ({ signal }) => readList({ limit: 1 }, signal),
    select: (list) => list.counts,
    refetchInterval: 15_000,
  });
}
