"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSignIn } from "@/lib/auth/queries";
import { ApiError } from "@/lib/http/api-client";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/auth";
import { organizationsBefore } from "@/lib/platform/paths";

function reason(error: Error): string {
  if (!(error instanceof ApiError)) return m.failed();
  const seconds = error.retryAfterSeconds;
  if (error.problem.code !== "too_many_requests" || seconds === null) return error.message;
  const wait = seconds < 60 ? quantity(seconds, "second") : quantity(seconds < 90 ? 1 : Math.ceil(seconds / 60), "minute");
  return m.tooManyAttempts({ wait });
}

/** Email and password; leads on to `next`, which the page has checked to be one of ours. */
export function SignInForm({ next }: { next: string }) {
  const signIn = useSignIn();
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (signIn.isError) alert.current?.focus();
  }, [signIn.isError]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (signIn.isPending) return;
    const form = new FormData(event.currentTarget);
    const credentials = { email: String(form.get("email")), password: String(form.get("password")) };
    signIn.mutate(credentials, {
      // A whole new page, so that nothing of an earlier session stays in memory.
      onSuccess: () => window.location.assign(organizationsBefore(next)),
    });
  }

  return (
    <form method="post" onSubmit={submit} className="mt-6 space-y-4">
      {signIn.error ? (
        <Notice ref={alert} tabIndex={-1} role="alert" tone="danger" title={reason(signIn.error)} className="focus:outline-none" />
      ) : null}
      <Field label={m.workEmail()}>
        {(wiring) => <input {...wiring} name="email" type="email" autoComplete="username" required className={controlClass({}, "h-10")} />}
      </Field>
      <Field label={m.password()}>
        {(wiring) => (
          <input
            {...wiring}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={signIn.isPending || signIn.isSuccess} className="h-10 w-full">
        {signIn.isPending || signIn.isSuccess ? m.signingIn() : m.signIn()}
      </Button>
    </form>
  );
}
