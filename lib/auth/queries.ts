import { useMutation } from "@tanstack/react-query";
import { ApiError, callApi, lateSchemas, problemOf, unreachable, waitOf } from "@/lib/http/api-client";
import { csrfRoute, reauthenticationRoute, signOutRoute } from "@/lib/platform/paths/account";

const schemas = lateSchemas(() => import("@/lib/auth/schema"));

// What every page carries; what few pages ask for is in the folders below.

/** Loads the schema of the token against forgery that next-auth gives. */
export const csrfAnswer = schemas("csrfSchema");

/** Posts a form with a CSRF token to one of next-auth's routes. */
export async function postToNextAuth(address: string, fields: Record<string, string>): Promise<void> {
  const { csrfToken } = await callApi(csrfRoute, { response: csrfAnswer });
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const response = await fetch(address, { method: "POST", body, credentials: "same-origin" }).catch(() => {
    throw new ApiError(unreachable());
  });
  if (response.ok) return;
  throw new ApiError((await problemOf(response)) ?? unreachable(), waitOf(response));
}

/** Signs out this browser. */
export function useSignOut() {
  return useMutation({ mutationFn: () => postToNextAuth(signOutRoute, {}) });
}

/** Makes sure that one proved recently who one is, before the browser itself goes where that is needed. */
export function useRecentProof() {
  return useMutation({ mutationFn: () => callApi(reauthenticationRoute) });
}
