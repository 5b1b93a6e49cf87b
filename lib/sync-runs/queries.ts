import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { syncRunListSchema, syncRunSchema } from "@/lib/sync-runs/schema";

/** Every cache key of this noun starts with `syncRunKeys.all`. */
export const syncRunKeys = {
  all: ["sync-runs"] as const,
  list: (cursor: string | undefined, limit: number) => [...syncRunKeys.all, "list", { cursor, limit }] as const,
  one: (id: string) => [...syncRunKeys.all, "one", id] as const,
};

/** A page of the history, newest first. */
export function syncRunListOptions(cursor: string | undefined, limit = 10) {
  const params = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
  return queryOptions({
    queryKey: syncRunKeys.list(cursor, limit),
    queryFn: ({ signal }) => callApi(`/api/sync-runs?${params}`, { answer: syncRunListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.items.some((run) => run.status === "running" || run.status === "queued") ? 1_000 : 10_000,
  });
}

/** One run, followed every second until it ends. */
export function syncRunOptions(id: string) {
  return queryOptions({
    queryKey: syncRunKeys.one(id),
    queryFn: ({ signal }) => callApi(`/api/sync-runs/${id}`, { answer: syncRunSchema, signal }),
    refetchInterval: (query) => (query.state.data?.status === "running" || query.state.data?.status === "queued" ? 1_000 : false),
  });
}
