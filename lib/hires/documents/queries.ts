import { queryOptions } from "@tanstack/react-query";
import { documentsSchema } from "@/lib/hires/documents/schema";
import { callApi } from "@/lib/http/api-client";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { path } from "@/lib/platform/paths/address";
import { documentsRoute } from "@/lib/platform/paths/record";

/** Returns the query of a hire's offer documents. Each answer costs a request to Greenhouse, so it is kept for five minutes. */
export function documentsOptions(id: string) {
  return queryOptions({
    // Not below the keys of hires: what changes a hire here changes no document there.
    queryKey: ["offer-documents", id] as const,
    queryFn: ({ signal }) => callApi(path(documentsRoute, id), { response: documentsSchema, signal }),
    staleTime: 5 * MINUTE_MS,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
