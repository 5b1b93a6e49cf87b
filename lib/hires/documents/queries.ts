import { queryOptions } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { path } from "@/lib/platform/paths/address";
import { documentsRoute } from "@/lib/platform/paths/record";

const schemas = lateSchemas(() => import("@/lib/hires/documents/schema"));

/** Returns the query of a hire's offer documents. Each answer costs a request to Greenhouse, so it is kept for five minutes. */
export function documentsOptions(id: string) {
  return queryOptions({
    // Not below the keys of hires: what changes a hire here changes no document there.
    queryKey: ["offer-documents", id] as const,
    queryFn: ({ signal }) => callApi(path(documentsRoute, id), { response: schemas("documentsSchema"), signal }),
    staleTime: 5 * MINUTE_MS,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
