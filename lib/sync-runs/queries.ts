import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { isUnderWay } from "@/lib/sync-runs/rules";
import { syncRunListSchema } from "@/lib/sync-runs/schema";

/** Every cache key of this noun starts with `syncRunKeys.all`. */
export const syncRunKeys = {
  all: ["sync-runs"] as const,
  list: (cursor: string | undefined, limit: number) => [...syncRunKeys.all, "list", { cursor, limit }] as const,
};

/** A page of the history, newest first. */
export function syncRunListOptions(cursor: string | undefined, limit = 10) {
  const params = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
  return queryOptions({
    queryKey: syncRunKeys.list(cursor, limit),
    queryFn: ({ signal }) => callApi(`/api/sync-runs?${params}`, { answer: syncRunListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 1_000 : 10_000),
  });
}
