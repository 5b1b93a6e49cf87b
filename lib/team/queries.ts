import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { joinRoute, memberInvitationRoute, memberRoute, memberSessionsRoute, teamRoute } from "@/lib/platform/paths/team";
import type { changeMemberSchema, InviteMember, joinSchema } from "@/lib/team/schema";

const schemas = lateSchemas(() => import("@/lib/team/schema"));

/** Cache keys of the team; all start with `teamKeys.all`. */
const teamKeys = { all: ["team"] as const };

/** Returns query options for the organization's users; for admins. */
export function teamOptions() {
  return queryOptions({
    queryKey: teamKeys.all,
    queryFn: ({ signal }) => callApi(teamRoute, { response: schemas("teamSchema"), signal }),
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: teamKeys.all });
}

/** Invites a teammate by email. */
export function useInviteMember() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: InviteMember) => callApi(teamRoute, { method: "POST", body, response: schemas("memberSchema") }),
    onSuccess: refresh,
  });
}

/** Sends a new link to a user who has not joined. */
export function useInviteAgain(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => callApi(path(memberInvitationRoute, id), { method: "POST", body: {}, response: schemas("memberSchema") }),
    onSettled: refresh,
  });
}

/** Changes a user's role or name. */
export function useChangeMember(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof changeMemberSchema>) =>
      callApi(path(memberRoute, id), { method: "PATCH", body, response: schemas("memberSchema") }),
    onSettled: refresh,
  });
}

/** Signs a user out in every browser. */
export function useSignOutMember(id: string) {
  return useMutation({ mutationFn: () => callApi(path(memberSessionsRoute, id), { method: "DELETE" }) });
}

/** Removes a user. */
export function useRemoveMember(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => callApi(path(memberRoute, id), { method: "DELETE" }), onSettled: refresh });
}

/** Sets the password of an invited account. */
export function useJoin() {
  return useMutation({
    mutationFn: (body: z.input<typeof joinSchema>) => callApi(joinRoute, { method: "POST", body, response: schemas("joinedSchema") }),
  });
}
