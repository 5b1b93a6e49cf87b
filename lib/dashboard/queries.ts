import { queryOptions } from "@tanstack/react-query";
import { dashboardSchema } from "@/lib/dashboard/schema";
import { callApi } from "@/lib/http/api-client";
import { dashboardRoute } from "@/lib/platform/paths";

/** Returns query options for the figures behind the charts, at most a minute old. */
export function dashboardOptions() {
  return queryOptions({
    queryKey: ["dashboard"] as const,
    queryFn: ({ signal }) => callApi(dashboardRoute, { response: dashboardSchema, signal }),
    refetchInterval: 60_000,
  });
}
