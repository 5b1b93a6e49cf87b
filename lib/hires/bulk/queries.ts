import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { isOver } from "@/lib/hires/bulk/rules";
import type { BulkActionInput } from "@/lib/hires/bulk/schema";
import { newHireKeys } from "@/lib/hires/queries";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { bulkActionRoute, bulkActionsRoute, bulkReportRoute, previewBulkRoute, undoBulkRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/hires/bulk/schema"));

/** Every cache key of this noun starts with `bulkActionKeys.all`. */
const bulkActionKeys = { all: ["bulk-actions"] as const };

/** The organization's latest bulk actions; watched every second while one is under way. */
export function bulkActionsOptions() {
  return queryOptions({
    queryKey: bulkActionKeys.all,
    queryFn: ({ signal }) => callApi(bulkActionsRoute, { response: schemas("bulkActionListSchema"), signal }),
    refetchInterval: (query) => (query.state.data?.items.some((action) => !isOver(action)) ? 1_000 : 30_000),
  });
}

/** Returns the query of what a bulk action would do; the last answer stays while the next one comes. */
export function bulkPreviewOptions(body: BulkActionInput) {
  return queryOptions({
    queryKey: [...bulkActionKeys.all, "preview", body],
    queryFn: ({ signal }) => callApi(previewBulkRoute, { method: "POST", body, response: schemas("bulkPreviewSchema"), signal }),
    placeholderData: keepPreviousData,
    retry: false,
    // The next dialog counts again: what was done since changes what may be done.
    gcTime: 0,
  });
}

/** Takes a bulk action back, in the background. */
export function useUndoBulkAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      callApi(path(undoBulkRoute, id), { method: "POST", body: {}, response: schemas("bulkActionStartedSchema") }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: bulkActionKeys.all }),
        client.invalidateQueries({ queryKey: newHireKeys.lists() }),
      ]),
  });
}

/** Starts a bulk action in the background. */
export function useStartBulkAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BulkActionInput) =>
      callApi(bulkActionsRoute, { method: "POST", body, response: schemas("bulkActionStartedSchema") }),
    // The list says that one is under way.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: bulkActionKeys.all }),
        client.invalidateQueries({ queryKey: newHireKeys.lists() }),
      ]),
  });
}

/** Stops a bulk action; what is done stays done. */
export function useCancelBulkAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callApi(path(bulkActionRoute, id), { method: "DELETE" }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: bulkActionKeys.all }), client.invalidateQueries({ queryKey: newHireKeys.all })]),
  });
}

/** Where a bulk action's report is downloaded. */
export function reportHref(id: string): string {
  return path(bulkReportRoute, id);
}
