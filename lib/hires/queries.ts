import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import {
  type courtesyMailSchema,
  type DuplicateDecision,
  duplicatesSchema,
  type NewHire,
  type NewHireEditInput,
  type NewHireFilter,
  newHireCountSchema,
  newHireListSchema,
  newHireSchema,
  type SeenCode,
  sendInvitationsResultSchema,
  type ValueField,
  valuesSchema,
} from "@/lib/hires/schema";
import { callApi } from "@/lib/http/api-client";
import { invitationSchema, type PlanChange } from "@/lib/invitations/schema";
import {
  checkRoute,
  courtesyMailRoute,
  duplicateRoute,
  excludeRoute,
  includeRoute,
  invitationPlanRoute,
  invitationsRoute,
  newHireCountRoute,
  newHireInvitationsRoute,
  newHireRoute,
  newHiresRoute,
  newHireValuesRoute,
  path,
  seenRoute,
} from "@/lib/platform/paths";

/** Every cache key of this noun starts with `newHireKeys.all`. */
export const newHireKeys = {
  all: ["new-hires"] as const,
  lists: () => [...newHireKeys.all, "list"] as const,
  list: (filter: NewHireFilter) => [...newHireKeys.lists(), filter] as const,
  news: (filter: NewHireFilter) => [...newHireKeys.lists(), "news", filter] as const,
  count: (filter: NewHireFilter) => [...newHireKeys.lists(), "count", filter] as const,
  one: (id: string) => [...newHireKeys.all, "one", id] as const,
  values: (field: ValueField) => [...newHireKeys.all, "values", field] as const,
  lookalikes: (id: string) => [...newHireKeys.all, "lookalikes", id] as const,
};

/** The filter as a query string, without what is not set; the same text serves the page's URL and the API. */
export function newHireSearchParams(filter: NewHireFilter & { cursor?: string | undefined }): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== "") params.set(name, String(value));
  }
  return params;
}

/** One page of hires as it was read. The earlier page stays on the screen while the next one comes. */
export function newHireListOptions(filter: NewHireFilter & { cursor?: string | undefined }) {
  return queryOptions({
    queryKey: newHireKeys.list(filter),
    queryFn: ({ signal }) => callApi(`${newHiresRoute}?${newHireSearchParams(filter)}`, { answer: newHireListSchema, signal }),
    placeholderData: keepPreviousData,
    // Rows must not move while the user works on them: new hires are watched beside the list, and shown on request.
    refetchOnWindowFocus: false,
  });
}

/** Returns the query of the same page as it is now, within 15 s, so that the list can announce new hires. */
export function newHireNewsOptions(filter: NewHireFilter & { cursor?: string | undefined }) {
  return queryOptions({
    queryKey: newHireKeys.news(filter),
    queryFn: ({ signal }) => callApi(`${newHiresRoute}?${newHireSearchParams(filter)}`, { answer: newHireListSchema, signal }),
    refetchInterval: 15_000,
  });
}

/** How many hires a filter matches. */
export function newHireCountOptions(filter: NewHireFilter) {
  return queryOptions({
    queryKey: newHireKeys.count(filter),
    queryFn: ({ signal }) => callApi(`${newHireCountRoute}?${newHireSearchParams(filter)}`, { answer: newHireCountSchema, signal }),
    select: ({ count }) => count,
  });
}

/** Only the counts, for the navigation's badge: shares nothing with the lists so that paging does not disturb it. */
export function newHireCountsOptions() {
  return queryOptions({
    queryKey: newHireKeys.list({ limit: 1 }),
    queryFn: ({ signal }) => callApi(`${newHiresRoute}?limit=1`, { answer: newHireListSchema, signal }),
    select: (list) => list.counts,
    refetchInterval: 15_000,
  });
}

/** The values that hires have in a field, for filters and rules to offer. */
export function valuesInUseOptions(field: ValueField) {
  return queryOptions({
    queryKey: newHireKeys.values(field),
    queryFn: ({ signal }) => callApi(`${newHireValuesRoute}?field=${field}`, { answer: valuesSchema, signal }),
    select: ({ values }) => values,
    staleTime: 60_000,
  });
}

/** Returns the query of one record. Refetched every five seconds while an invitation is being sent, so that "sent" appears. */
export function newHireOptions(id: string) {
  return queryOptions({
    queryKey: newHireKeys.one(id),
    queryFn: ({ signal }) => callApi(path(newHireRoute, id), { answer: newHireSchema, signal }),
    refetchInterval: (query) => (query.state.data?.invitations.some((one) => one.status === "queued") ? 2_000 : 30_000),
  });
}

function useRefreshed() {
  const client = useQueryClient();
  return (hire?: NewHire) => {
    if (hire) client.setQueryData(newHireKeys.one(hire.id), hire);
    return client.invalidateQueries({ queryKey: newHireKeys.lists() });
  };
}

/** Saves HR's changes to one record; completing the last required field sends the invitation. */
export function useSaveNewHire(id: string) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: (edit: NewHireEditInput) => callApi(path(newHireRoute, id), { method: "PATCH", body: edit, answer: newHireSchema }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Sends one hire a new invitation, which replaces the earlier link. */
export function useSendAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(path(invitationsRoute, id), { method: "POST", body: {}, answer: invitationSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Sends invitations to many hires in one request; each id gets its own result. */
export function useSendInvitations() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => callApi(newHireInvitationsRoute, { method: "POST", body: { ids }, answer: sendInvitationsResultSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Reads one hire again from Greenhouse now. */
export function useCheckGreenhouse(id: string) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: () => callApi(path(checkRoute, id), { method: "POST", body: {}, answer: newHireSchema }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Leaves one hire out of onboarding, or takes one who was left out. */
export function useTakeOrLeave(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: "exclude" | "include") =>
      callApi(path(what === "exclude" ? excludeRoute : includeRoute, id), { method: "POST", body: {}, answer: newHireSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Sets when one hire's invitation is sent; `mode` null applies the organization's timing. 409 when the record has changed. */
export function usePlanInvitation(id: string) {
  const client = useQueryClient();
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: (body: PlanChange) => callApi(path(invitationPlanRoute, id), { method: "PUT", body, answer: newHireSchema }),
    onSuccess: (hire) => refreshed(hire),
    onError: () => client.invalidateQueries({ queryKey: newHireKeys.one(id) }),
  });
}

/** Says that what a record draws attention to was read. */
export function useMarkSeen(id: string) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: (attention: SeenCode) => callApi(path(seenRoute, id), { method: "POST", body: { attention }, answer: newHireSchema }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Other hires that look like the same person. */
export function lookalikesOptions(id: string) {
  return queryOptions({
    queryKey: newHireKeys.lookalikes(id),
    queryFn: ({ signal }) => callApi(path(duplicateRoute, id), { answer: duplicatesSchema, signal }),
  });
}

/** Saves HR's decision about a possible duplicate; it may change the status of the other hire, too. */
export function useDecideDuplicate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: DuplicateDecision) =>
      callApi(path(duplicateRoute, id), { method: "POST", body: { decision }, answer: newHireSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Sends an email to a person who was invited and is no longer hired. */
export function useWriteCourtesyMail(id: string) {
  return useMutation({
    mutationFn: (body: z.input<typeof courtesyMailSchema>) => callApi(path(courtesyMailRoute, id), { method: "POST", body }),
  });
}
