"use client";

import { NewPasswordForm } from "@/components/auth/new-password-form";
import { PasswordForm } from "@/components/auth/password-form";
import * as m from "@/lib/messages/generated/auth";
import { organizationsPage, signInBefore, signInPage } from "@/lib/platform/paths/pages";
import { useJoin } from "@/lib/team/queries";

/**
 * Joins the team with an existing account's password, or with a new one. Leads to the sign-in page, and from there a person of several
 * organizations chooses one.
 */
export function JoinForm({ token, email, hasAccount }: { token: string; email: string; hasAccount: boolean }) {
  const join = useJoin();
  const submit = (password: string) =>
    join.mutate(
      { token, password },
      { onSuccess: () => window.location.assign(hasAccount ? signInBefore(organizationsPage) : signInPage) },
    );
  return hasAccount ? (
    <PasswordForm email={email} request={join} submitLabel={m.join()} onSubmit={submit} />
  ) : (
    <NewPasswordForm email={email} request={join} submitLabel={m.saveAndSignIn()} onSubmit={submit} />
  );
}
