import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import {
  type ChangeProfile,
  type Credentials,
  organizationListSchema,
  profileSchema,
  type ReauthenticationProof,
  sessionListSchema,
} from "@/lib/auth/schema";
import { passkeyAssertion } from "@/lib/auth/second-factor/queries";
import { ApiError, callApi, unreachable } from "@/lib/http/api-client";
import { problemSchema } from "@/lib/http/problem";
import {
  accountRoute,
  credentialsRoute,
  csrfRoute,
  currentOrganizationRoute,
  newPasswordRoute,
  organizationsRoute,
  ownSessionRoute,
  ownSessionsRoute,
  passkeySignInRoute,
  passwordResetRoute,
  path,
  reauthenticationPasskeyRoute,
  reauthenticationRoute,
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

/** What a person signs in with; `passkey`: the browser is to have one sign, instead of the password or besides it. */
interface SignIn extends Credentials {
  passkey?: boolean;
}

/** Signs in. The session is a cookie that scripts can't read. Fails with an `ApiError` that says why. */
export function useSignIn() {
  return useMutation({
    mutationFn: async ({ email, password, code, remember, passkey }: SignIn) => {
      const given = { email, password, ...(code ? { code } : {}), ...(remember ? { remember } : {}) };
      if (!passkey) return postToNextAuth(credentialsRoute, given);
      // It sets the cookie by which the browser is known that asks.
      await callApi(csrfRoute, { response: csrfSchema });
      return postToNextAuth(credentialsRoute, { ...given, assertion: await passkeyAssertion(passkeySignInRoute) });
    },
  });
}

/** Signs out this browser. */
export function useSignOut() {
  return useMutation({ mutationFn: () => postToNextAuth(signOutRoute, {}) });
}

/** Asks for an email with a link to choose a new password. */
export function useRequestReset() {
  return useMutation({ mutationFn: (email: string) => callApi(passwordResetRoute, { method: "POST", body: { email } }) });
}

/** Chooses a new password with the link from the email. */
export function useResetPassword(token: string) {
  return useMutation({ mutationFn: (password: string) => callApi(path(newPasswordRoute, token), { method: "POST", body: { password } }) });
}

const profileKeys = { all: ["profile"] as const };

/** Returns query options for one's own name and email. */
export function profileOptions() {
  return queryOptions({
    queryKey: profileKeys.all,
    queryFn: ({ signal }) => callApi(accountRoute, { response: profileSchema, signal }),
  });
}

/** Changes one's own name or password. */
export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeProfile) => callApi(accountRoute, { method: "PATCH", body, response: profileSchema }),
    onSuccess: (profile) => client.setQueryData(profileKeys.all, profile),
  });
}

/** Makes sure that one proved recently who one is, before the browser itself goes where that is needed. */
export function useRecentProof() {
  return useMutation({ mutationFn: () => callApi(reauthenticationRoute) });
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
