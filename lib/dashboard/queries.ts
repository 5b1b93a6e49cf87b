import { queryOptions } from "@tanstack/react-query";
import { dashboardSchema } from "@/lib/dashboard/schema";
import { callApi } from "@/lib/http/api-client";

/** The figures behind the charts, at most a minute old. */
export function dashboardOptions() {
  return queryOptions({
    queryKey: ["dashboard"] as const,
    queryFn: ({ signal }) => callApi("/api/dashboard", { answer: dashboardSchema, signal }),
    refetchInterval: 60_000,
  });
}
