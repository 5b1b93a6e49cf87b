import { queryOptions } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { reconciliationExportRoute, reconciliationRoute } from "@/lib/platform/paths/greenhouse";
import type { ReconciliationRange } from "@/lib/reconciliation/schema";

const schemas = lateSchemas(() => import("@/lib/reconciliation/schema"));

/** Greenhouse's hired people beside the hires here, as they were when it was asked for: each time costs requests to Greenhouse. */
export function reconciliationOptions(range: ReconciliationRange | null) {
  return queryOptions({
    queryKey: ["reconciliation", range],
    queryFn: ({ signal }) =>
      callApi(`${reconciliationRoute}?${new URLSearchParams(range ?? {})}`, {
        response: schemas("reconciliationSchema"),
        signal,
      }),
    enabled: range !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Returns the address of the same as CSV. */
export function reconciliationExportAddress(range: ReconciliationRange): string {
  return `${reconciliationExportRoute}?${new URLSearchParams(range)}`;
}
