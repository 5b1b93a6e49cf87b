import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type SavedView, savedViewListSchema } from "@/lib/hires/views/schema";
import { callApi } from "@/lib/http/api-client";
import { path, savedViewRoute, savedViewsRoute } from "@/lib/platform/paths";

/** Every cache key of this noun starts with `savedViewKeys.all`. */
const savedViewKeys = { all: ["saved-views"] as const };

/** The views that the person who is signed in keeps. */
export function savedViewsOptions() {
  return queryOptions({
    queryKey: savedViewKeys.all,
    queryFn: ({ signal }) => callApi(savedViewsRoute, { response: savedViewListSchema, signal }),
  });
}

/** Keeps a view; one of the same name is replaced. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: Omit<SavedView, "id">) => callApi(savedViewsRoute, { method: "POST", body: view, response: savedViewListSchema }),
    onSuccess: (views) => client.setQueryData(savedViewKeys.all, views),
  });
}

/** Forgets a view. */
export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callApi(path(savedViewRoute, id), { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: savedViewKeys.all }),
  });
}
