"use client";

import { NewPasswordForm } from "@/components/auth/new-password-form";
import { useResetPassword } from "@/lib/auth/sign-in/queries";
import * as m from "@/lib/messages/generated/auth";
import { signInPage } from "@/lib/platform/paths/pages";

/** Chooses a new password with the link from the email; leads on to the sign-in page. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const reset = useResetPassword(token);
  return (
    <NewPasswordForm
      email={email}
      request={reset}
      submitLabel={m.savePassword()}
      onSubmit={(password) => reset.mutate(password, { onSuccess: () => window.location.assign(signInPage) })}
    />
  );
}
