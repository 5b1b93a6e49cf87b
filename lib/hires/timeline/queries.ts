import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { timelineRoute } from "@/lib/platform/paths/record";

const schemas = lateSchemas(() => import("@/lib/hires/timeline/schema"));

/** What a timeline is shown beside. */
interface Shown {
  id: string;
  version: number;
  invitations: readonly { id: string; status: string }[];
}

/**
 * Returns the query of a hire's events, newest first. A change of the record fetches them again, and the earlier events stay on
 * the screen until then. Reports of the mail provider change no record, so the events are refetched by time, too.
 */
export function timelineOptions({ id, version, invitations: [latest] }: Shown) {
  return queryOptions({
    queryKey: ["hire-events", id, version, latest?.id, latest?.status],
    queryFn: ({ signal }) => callApi(path(timelineRoute, id), { response: schemas("timelineSchema"), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
