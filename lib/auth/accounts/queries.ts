import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ChangeProfile, ReauthenticationProof } from "@/lib/auth/schema";
import { passkeyAssertion } from "@/lib/auth/second-factor/queries";
import { ApiError, callApi, lateSchemas } from "@/lib/http/api-client";
import {
  accountRoute,
  currentOrganizationRoute,
  organizationsRoute,
  ownSessionRoute,
  ownSessionsRoute,
  reauthenticationPasskeyRoute,
  reauthenticationRoute,
} from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";

const schemas = lateSchemas(() => import("@/lib/auth/schema"));

const profileKeys = { all: ["profile"] as const };

/** Returns query options for one's own name and email. */
export function profileOptions() {
  return queryOptions({
    queryKey: profileKeys.all,
    queryFn: ({ signal }) => callApi(accountRoute, { response: schemas("profileSchema"), signal }),
  });
}

/** Changes one's own name or password. */
export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeProfile) => callApi(accountRoute, { method: "PATCH", body, response: schemas("profileSchema") }),
    onSuccess: (profile) => client.setQueryData(profileKeys.all, profile),
  });
}

/** Proves again who one is; without anything given, by a passkey. */
export function useReauthenticate() {
  return useMutation({
    mutationFn: async (proof: ReauthenticationProof | "passkey") => {
      const body = proof === "passkey" ? { assertion: await passkeyAssertion(reauthenticationPasskeyRoute) } : proof;
      return callApi(reauthenticationRoute, { method: "POST", body });
    },
  });
}

/** Returns query options for the organizations that one is a member of. */
export function organizationsOptions() {
  return queryOptions({
    queryKey: ["organizations"],
    queryFn: ({ signal }) => callApi(organizationsRoute, { response: schemas("organizationListSchema"), signal }),
  });
}

/** Goes on in another organization. */
export function useEnterOrganization() {
  return useMutation({
    mutationFn: (organizationId: string) =>
      callApi(currentOrganizationRoute, {
        method: "PUT",
        body: { organizationId },
        response: schemas("organizationListSchema"),
      }),
  });
}

/** Looks who is signed in now: in the page's organization the person that it was made for, someone else, or no one. */
export function useIsSamePerson(organizationId: string) {
  return useMutation({
    mutationFn: async (): Promise<"same" | "other" | "no one"> => {
      try {
        // A person of several organizations may be led to another one.
        await callApi(currentOrganizationRoute, {
          method: "PUT",
          body: { organizationId },
          response: schemas("organizationListSchema"),
          anyone: true,
        });
        await callApi(accountRoute, { response: schemas("profileSchema") });
        return "same";
      } catch (error) {
        const code = error instanceof ApiError ? error.problem.code : undefined;
        if (code === "unauthenticated") return "no one";
        if (code === "person_changed" || code === "not_found") return "other";
        throw error;
      }
    },
  });
}

const sessionKeys = { all: ["sessions"] as const };

/** Returns query options for the browsers that one is signed in with. */
export function ownSessionsOptions() {
  return queryOptions({
    queryKey: sessionKeys.all,
    queryFn: ({ signal }) => callApi(ownSessionsRoute, { response: schemas("sessionListSchema"), signal }),
  });
}

function useRefreshSessions() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: sessionKeys.all });
}

/** Ends one of one's own sessions. */
export function useEndSession(id: string) {
  const refresh = useRefreshSessions();
  return useMutation({ mutationFn: () => callApi(path(ownSessionRoute, id), { method: "DELETE" }), onSettled: refresh });
}

/** Ends all of one's own sessions but this one. */
export function useEndOtherSessions() {
  const refresh = useRefreshSessions();
  return useMutation({ mutationFn: () => callApi(ownSessionsRoute, { method: "DELETE" }), onSettled: refresh });
}
