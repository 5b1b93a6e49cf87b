import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { ApiError, callApi, unreachable } from "@/lib/http/api-client";
import { type Problem, problemSchema } from "@/lib/http/problem";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import { credentialsRoute, csrfRoute, signOutRoute } from "@/lib/platform/paths";

const csrfSchema = z.object({ csrfToken: z.string() });

function refused(): Problem {
  return { type: "about:blank", title: refusal.refusedTitle(), status: 401, code: "invalid_sign_in", detail: refusal.refused() };
}

/** Posts a form with a CSRF token to one of next-auth's routes. */
async function postToNextAuth(path: string, fields: Record<string, string>): Promise<void> {
  const { csrfToken } = await callApi(csrfRoute, { response: csrfSchema });
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const response = await fetch(path, { method: "POST", body, credentials: "same-origin" }).catch(() => {
    throw new ApiError(unreachable());
  });
  if (response.ok) return;
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  const wait = Number(response.headers.get("retry-after"));
  // For a wrong password, next-auth responds with 401 and no problem document.
  const fallback = response.status === 401 ? refused() : unreachable();
  throw new ApiError(problem.success ? problem.data : fallback, wait > 0 ? wait : null);
}

export interface Credentials {
  email: string;
  password: string;
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
