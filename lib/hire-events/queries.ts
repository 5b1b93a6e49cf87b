import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { timelineSchema } from "@/lib/hire-events/schema";
import { callApi } from "@/lib/http/api-client";

/**
 * What happened to a hire, newest first. `stamp` names the state of the record that it is shown beside: another one asks
 * anew, with the earlier events on the screen meanwhile. What the mail provider tells changes no record, so it is asked
 * for by time, too.
 */
export function timelineOptions(newHireId: string, stamp: string) {
  return queryOptions({
    queryKey: ["hire-events", newHireId, stamp],
    queryFn: ({ signal }) => callApi(`/api/new-hires/${newHireId}/timeline`, { answer: timelineSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
