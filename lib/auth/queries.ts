import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { ApiError, callApi, unreachable } from "@/lib/http/api-client";
import { problemSchema } from "@/lib/http/problem";
import { csrfRoute, reauthenticationRoute, signOutRoute } from "@/lib/platform/paths/account";

// What every page carries; what few pages ask for is in the folders below.

/** What next-auth gives a token against forgery as. */
export const csrfSchema = z.object({ csrfToken: z.string() });

/** Posts a form with a CSRF token to one of next-auth's routes. */
export async function postToNextAuth(address: string, fields: Record<string, string>): Promise<void> {
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

/** Signs out this browser. */
export function useSignOut() {
  return useMutation({ mutationFn: () => postToNextAuth(signOutRoute, {}) });
}

/** Makes sure that one proved recently who one is, before the browser itself goes where that is needed. */
export function useRecentProof() {
  return useMutation({ mutationFn: () => callApi(reauthenticationRoute) });
}
