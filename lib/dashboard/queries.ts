import { queryOptions } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { dashboardRoute, setupRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/dashboard/schema"));

/** Returns query options for the figures behind the charts, at most a minute old. */
export function dashboardOptions() {
  return queryOptions({
    queryKey: ["dashboard"] as const,
    queryFn: ({ signal }) => callApi(dashboardRoute, { response: schemas("dashboardSchema"), signal }),
    refetchInterval: 60_000,
  });
}

/** Returns query options for the steps to the first invitation; for admins. */
export function setupOptions() {
  return queryOptions({
    queryKey: ["setup"] as const,
    queryFn: ({ signal }) => callApi(setupRoute, { response: schemas("setupSchema"), signal }),
    refetchInterval: 15_000,
  });
}
