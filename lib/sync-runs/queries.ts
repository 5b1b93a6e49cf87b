import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { path, syncRunRoute, syncRunsRoute } from "@/lib/platform/paths";
import { isUnderWay } from "@/lib/sync-runs/rules";
import { syncRunListSchema, syncRunSchema } from "@/lib/sync-runs/schema";

/** Cache keys of sync runs; all start with `syncRunKeys.all`. */
export const syncRunKeys = {
  all: ["sync-runs"] as const,
  one: (id: string) => [...syncRunKeys.all, "one", id] as const,
  list: (cursor: string | undefined, limit: number) => [...syncRunKeys.all, "list", { cursor, limit }] as const,
};

/** Returns query options for a page of runs, newest first. */
export function syncRunListOptions(cursor: string | undefined, limit = 10) {
  const params = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
  return queryOptions({
    queryKey: syncRunKeys.list(cursor, limit),
    queryFn: ({ signal }) => callApi(`${syncRunsRoute}?${params}`, { response: syncRunListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 1_000 : 10_000),
  });
}

/** Returns query options for one run, polled every second while it is active. */
export function syncRunOptions(id: string) {
  return queryOptions({
    queryKey: syncRunKeys.one(id),
    queryFn: ({ signal }) => callApi(path(syncRunRoute, id), { response: syncRunSchema, signal }),
    refetchInterval: (query) => (query.state.data && !isUnderWay(query.state.data) ? false : 1_000),
  });
}
