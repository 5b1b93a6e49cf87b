import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { type Credentials, organizationListSchema, sessionListSchema } from "@/lib/auth/schema";
import { ApiError, callApi, unreachable } from "@/lib/http/api-client";
import { problemSchema } from "@/lib/http/problem";
import {
  credentialsRoute,
  csrfRoute,
  currentOrganizationRoute,
  organizationsRoute,
  ownSessionRoute,
  ownSessionsRoute,
  path,
  signOutRoute,
} from "@/lib/platform/paths";

const csrfSchema = z.object({ csrfToken: z.string() });

/** Posts a form with a CSRF token to one of next-auth's routes. */
async function postToNextAuth(address: string, fields: Record<string, string>): Promise<void> {
  const { csrfToken } = await callApi(csrfRoute, { response: csrfSchema });
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const response = await fetch(address, { method: "POST", body, credentials: "same-origin" }).catch(() => {
    throw new ApiError(unreachable());
  });
  if (response.ok) return;
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  const wait = Number(response.headers.get("retry-after"));
  throw new ApiError(problem.success ? problem.data : unreachable(), wait > 0 ? wait : null);
}

/** Signs in. The session is a cookie that scripts can't read. Fails with an `ApiError` that says why. */
export function useSignIn() {
  return useMutation({
    mutationFn: ({ email, password }: Credentials) => postToNextAuth(credentialsRoute, { email, password }),
  });
}

/** Signs out this browser. */
export function useSignOut() {
  return useMutation({ mutationFn: () => postToNextAuth(signOutRoute, {}) });
}

/** Returns query options for the organizations that one is a member of. */
export function organizationsOptions() {
  return queryOptions({
    queryKey: ["organizations"],
    queryFn: ({ signal }) => callApi(organizationsRoute, { response: organizationListSchema, signal }),
  });
}

/** Goes on in another organization. */
export function useEnterOrganization() {
  return useMutation({
    mutationFn: (organizationId: string) =>
      callApi(currentOrganizationRoute, { method: "PUT", body: { organizationId }, response: organizationListSchema }),
  });
}

const sessionKeys = { all: ["sessions"] as const };

/** Returns query options for the browsers that one is signed in with. */
export function ownSessionsOptions() {
  return queryOptions({
    queryKey: sessionKeys.all,
    queryFn: ({ signal }) => callApi(ownSessionsRoute, { response: sessionListSchema, signal }),
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
