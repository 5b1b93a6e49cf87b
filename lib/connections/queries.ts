import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { greenhouseRoute, syncRoute } from "@/lib/platform/paths/greenhouse";
import { syncRunKeys } from "@/lib/sync-runs/queries";
import { isUnderWay } from "@/lib/sync-runs/rules";

const schemas = lateSchemas(() => import("@/lib/connections/schema"));

/** Every cache key of this noun starts with `connectionKeys.all`. */
export const connectionKeys = {
  all: ["partner-integrations"] as const,
  greenhouse: () => [...connectionKeys.all, "greenhouse"] as const,
};

/** Returns the query of the Greenhouse connection, refetched every second while a sync is under way. */
export function greenhouseOptions() {
  return queryOptions({
    queryKey: connectionKeys.greenhouse(),
    queryFn: ({ signal }) => callApi(greenhouseRoute, { response: schemas("greenhouseViewSchema"), signal }),
    refetchInterval: (query) => {
      const run = query.state.data?.lastSync;
      return run && isUnderWay(run) ? 1_000 : 10_000;
    },
  });
}

/** Starts a sync, or returns the one under way. */
export function useSyncNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(syncRoute, { method: "POST", body: {}, response: schemas("syncStartedSchema") }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: connectionKeys.all }), client.invalidateQueries({ queryKey: syncRunKeys.all })]),
  });
}
