import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { syncRunRoute, syncRunsRoute } from "@/lib/platform/paths/greenhouse";
import { isUnderWay } from "@/lib/sync-runs/rules";

const schemas = lateSchemas(() => import("@/lib/sync-runs/schema"));

/** Cache keys of sync runs; all start with `syncRunKeys.all`. */
export const syncRunKeys = {
  all: ["sync-runs"] as const,
  one: (id: string) => [...syncRunKeys.all, "one", id] as const,
  list: (cursor: string | undefined, limit: number) => [...syncRunKeys.all, "list", { cursor, limit }] as const,
  folded: (newestId: string, oldestId: string) => [...syncRunKeys.all, "folded", newestId, oldestId] as const,
};

/** Returns query options for a page of runs, newest first, with those in a row that changed nothing as one. */
export function syncRunListOptions(cursor: string | undefined, limit = 10) {
  const params = new URLSearchParams({ fold: "true", limit: String(limit), ...(cursor ? { cursor } : {}) });
  return queryOptions({
    queryKey: syncRunKeys.list(cursor, limit),
    queryFn: ({ signal }) => callApi(`${syncRunsRoute}?${params}`, { response: schemas("syncRunListSchema"), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 1_000 : 10_000),
  });
}

/** Returns query options for the runs that a line stands for, by the newest and the oldest of them, page after page. */
export function foldedRunsOptions(newestId: string, oldestId: string) {
  return infiniteQueryOptions({
    queryKey: syncRunKeys.folded(newestId, oldestId),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ from: newestId, to: oldestId, ...(pageParam ? { cursor: pageParam } : {}) });
      return callApi(`${syncRunsRoute}?${params}`, {
        response: schemas("syncRunListSchema"),
        signal,
      });
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // A line that grows keeps showing what it showed.
    placeholderData: keepPreviousData,
  });
}

/** Returns query options for one run, polled every second while it is active. */
export function syncRunOptions(id: string) {
  return queryOptions({
    queryKey: syncRunKeys.one(id),
    queryFn: ({ signal }) => callApi(path(syncRunRoute, id), { response: schemas("syncRunSchema"), signal }),
    // A run that cannot be read is asked for less often.
    refetchInterval: ({ state: { data, status } }) => (data && !isUnderWay(data) ? false : status === "error" ? 10_000 : 1_000),
  });
}
