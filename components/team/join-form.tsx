"use client";

import { NewPasswordForm } from "@/components/auth/new-password-form";
import { PasswordForm } from "@/components/auth/password-form";
import * as m from "@/lib/messages/generated/auth";
import { organizationsPage, signInBefore, signInPage } from "@/lib/platform/paths";
import { useJoin } from "@/lib/team/queries";

/**
 * Joins the team: with the password of the account that a person has, or with a first one, which they choose. Leads on to the sign-in page,
 * and whoever has several organizations then to the choice of one.
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
