import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { callApi } from "@/lib/http/api-client";
import { joinRoute, memberInvitationRoute, memberRoute, path, teamRoute } from "@/lib/platform/paths";
import { type changeMemberSchema, type InviteMember, joinedSchema, type joinSchema, memberSchema, teamSchema } from "@/lib/team/schema";

/** Every cache key of this noun starts with `teamKeys.all`. */
export const teamKeys = { all: ["team"] as const };

/** Who is in the organization; for admins. */
export function teamOptions() {
  return queryOptions({ queryKey: teamKeys.all, queryFn: ({ signal }) => callApi(teamRoute, { answer: teamSchema, signal }) });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: teamKeys.all });
}

/** Invites somebody by mail. */
export function useInviteMember() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: InviteMember) => callApi(teamRoute, { method: "POST", body, answer: memberSchema }),
    onSuccess: refresh,
  });
}

/** Sends whoever has not joined another link. */
export function useInviteAgain(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => callApi(path(memberInvitationRoute, id), { method: "POST", body: {}, answer: memberSchema }),
    onSettled: refresh,
  });
}

/** Changes somebody's role or name. */
export function useChangeMember(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof changeMemberSchema>) =>
      callApi(path(memberRoute, id), { method: "PATCH", body, answer: memberSchema }),
    onSettled: refresh,
  });
}

/** Removes somebody. */
export function useRemoveMember(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => callApi(path(memberRoute, id), { method: "DELETE" }), onSettled: refresh });
}

/** Chooses the password of an account that one was invited to. */
export function useJoin() {
  return useMutation({
    mutationFn: (body: z.input<typeof joinSchema>) => callApi(joinRoute, { method: "POST", body, answer: joinedSchema }),
  });
}
