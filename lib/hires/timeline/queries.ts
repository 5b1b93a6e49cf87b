import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { timelineSchema } from "@/lib/hires/timeline/schema";
import { callApi } from "@/lib/http/api-client";
import { path, timelineRoute } from "@/lib/platform/paths";

/** What a timeline is shown beside. */
interface Shown {
  id: string;
  version: number;
  invitations: readonly { id: string; status: string }[];
}

/**
 * What happened to a hire, newest first. Another state of the record asks anew, with the earlier events on the screen
 * meanwhile. What the mail provider tells changes no record, so it is asked for by time, too.
 */
export function timelineOptions({ id, version, invitations: [latest] }: Shown) {
  return queryOptions({
    queryKey: ["hire-events", id, version, latest?.id, latest?.status],
    queryFn: ({ signal }) => callApi(path(timelineRoute, id), { answer: timelineSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
