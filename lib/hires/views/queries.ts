import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListLayout, SavedView, ViewChange } from "@/lib/hires/views/schema";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { listLayoutRoute, savedViewRoute, savedViewsRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/hires/views/schema"));

/** Every cache key of this noun starts with `savedViewKeys.all`. */
const savedViewKeys = { all: ["saved-views"] as const };

/** The views that the person who is signed in keeps, and those that colleagues share. */
export function savedViewsOptions() {
  return queryOptions({
    queryKey: savedViewKeys.all,
    queryFn: ({ signal }) => callApi(savedViewsRoute, { response: schemas("savedViewListSchema"), signal }),
  });
}

/** Keeps a view; one of the same name is replaced. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: Pick<SavedView, "name" | "query">) =>
      callApi(savedViewsRoute, { method: "POST", body: view, response: schemas("savedViewListSchema") }),
    onSuccess: (views) => client.setQueryData(savedViewKeys.all, views),
  });
}

/** Changes what a view shows, or whether the team sees it. */
export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: ViewChange & { id: string }) =>
      callApi(path(savedViewRoute, id), { method: "PATCH", body: change, response: schemas("savedViewListSchema") }),
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

/** Keeps how the person arranged the list. */
export function useSaveLayout() {
  return useMutation({ mutationFn: (layout: ListLayout) => callApi(listLayoutRoute, { method: "PUT", body: layout }) });
}
