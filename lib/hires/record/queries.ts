import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import type { SeenCode } from "@/lib/hires/attention/schema";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import type { NewHireEditInput } from "@/lib/hires/edit/schema";
import { newHireKeys } from "@/lib/hires/queries";
import type { courtesyMailSchema } from "@/lib/hires/record/schema";
import type { NewHire } from "@/lib/hires/schema";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import { callApi, conflictingVersion, lateSchemas } from "@/lib/http/api-client";
import type { PlanChange } from "@/lib/invitations/schema";
import { path } from "@/lib/platform/paths/address";
import {
  checkRoute,
  courtesyMailRoute,
  duplicateRoute,
  eraseRoute,
  excludeRoute,
  includeRoute,
  invitationPlanRoute,
  invitationsRoute,
  newHireRoute,
  seenRoute,
  suspensionRoute,
} from "@/lib/platform/paths/record";

const duplicatesSchemas = lateSchemas(() => import("@/lib/hires/duplicates/schema"));
const hiresSchemas = lateSchemas(() => import("@/lib/hires/schema"));
const invitationsSchemas = lateSchemas(() => import("@/lib/invitations/schema"));

/** Returns the record as it is now where an error says that another version was saved in between; null for every other error. */
export function currentHire(error: unknown): Promise<NewHire | null> {
  return conflictingVersion(error, hiresSchemas("newHireSchema"));
}

/** Returns the query of one record. Refetched every two seconds while an invitation is being sent, so that "sent" appears. */
export function newHireOptions(id: string) {
  return queryOptions({
    queryKey: newHireKeys.one(id),
    queryFn: ({ signal }) => callApi(path(newHireRoute, id), { response: hiresSchemas("newHireSchema"), signal }),
    refetchInterval: ({ state: { data } }) =>
      data && !data.suspended && data.invitations.some(({ status }) => status === "queued") ? 2_000 : 30_000,
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
    mutationFn: (edit: NewHireEditInput) =>
      callApi(path(newHireRoute, id), { method: "PATCH", body: edit, response: hiresSchemas("changedHireSchema") }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Sends one hire a new invitation, which replaces the earlier link. */
export function useSendAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi(path(invitationsRoute, id), {
        method: "POST",
        body: {},
        response: invitationsSchemas("invitationSchema"),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Reads one hire again from Greenhouse now. */
export function useCheckGreenhouse(id: string) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: () => callApi(path(checkRoute, id), { method: "POST", body: {}, response: hiresSchemas("newHireSchema") }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Excludes one hire from onboarding. */
export function useExclude(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(path(excludeRoute, id), { method: "POST", body: {}, response: hiresSchemas("changedHireSchema") }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Includes one hire who was excluded. */
export function useInclude(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(path(includeRoute, id), { method: "POST", body: {}, response: hiresSchemas("newHireSchema") }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Erases everything that is kept of a person. Nothing may be asked about the record afterwards: it does not exist. */
export function useErasePerson(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(path(eraseRoute, id), { method: "POST", body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: newHireKeys.lists() }),
  });
}

/** Sets when one hire's invitation is sent; `mode` null applies the organization's timing. 409 when the record has changed. */
export function usePlanInvitation(id: string) {
  const client = useQueryClient();
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: (body: PlanChange) =>
      callApi(path(invitationPlanRoute, id), { method: "PUT", body, response: hiresSchemas("changedHireSchema") }),
    onSuccess: (hire) => refreshed(hire),
    onError: () => client.invalidateQueries({ queryKey: newHireKeys.one(id) }),
  });
}

/** Records that what a record draws attention to was read. */
export function useMarkSeen(id: string) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: (attention: SeenCode) =>
      callApi(path(seenRoute, id), { method: "POST", body: { attention }, response: hiresSchemas("newHireSchema") }),
    onSuccess: (hire) => refreshed(hire),
  });
}

/** Returns the query of other hires that may be the same person. */
export function possibleDuplicatesOptions(id: string) {
  return queryOptions({
    queryKey: newHireKeys.possibleDuplicates(id),
    queryFn: ({ signal }) => callApi(path(duplicateRoute, id), { response: duplicatesSchemas("duplicatesSchema"), signal }),
  });
}

/** Saves HR's decision about a possible duplicate; it may change the status of the other hire, too. */
export function useDecideDuplicate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: DuplicateDecision) =>
      callApi(path(duplicateRoute, id), {
        method: "POST",
        body: { decision },
        response: hiresSchemas("changedHireSchema"),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Keeps or withdraws a suspended hire. */
export function useDecideSuspension(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: SuspensionDecision) =>
      callApi(path(suspensionRoute, id), {
        method: "POST",
        body: { decision },
        response: hiresSchemas("newHireSchema"),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}

/** Sends an email to a person who was invited and is no longer hired. */
export function useWriteCourtesyMail(id: string) {
  return useMutation({
    mutationFn: (body: z.input<typeof courtesyMailSchema>) => callApi(path(courtesyMailRoute, id), { method: "POST", body }),
  });
}
