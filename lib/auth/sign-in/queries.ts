import { useMutation } from "@tanstack/react-query";
import { csrfAnswer, postToNextAuth } from "@/lib/auth/queries";
import type { Credentials } from "@/lib/auth/schema";
import { passkeyAssertion } from "@/lib/auth/second-factor/queries";
import { callApi } from "@/lib/http/api-client";
import { credentialsRoute, csrfRoute, newPasswordRoute, passkeySignInRoute, passwordResetRoute } from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";

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
      await callApi(csrfRoute, { response: csrfAnswer });
      return postToNextAuth(credentialsRoute, { ...given, assertion: await passkeyAssertion(passkeySignInRoute) });
    },
  });
}

/** Asks for an email with a link to choose a new password. */
export function useRequestReset() {
  return useMutation({ mutationFn: (email: string) => callApi(passwordResetRoute, { method: "POST", body: { email } }) });
}

/** Chooses a new password with the link from the email. */
export function useResetPassword(token: string) {
  return useMutation({ mutationFn: (password: string) => callApi(path(newPasswordRoute, token), { method: "POST", body: { password } }) });
}
