"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { SecondStep } from "@/components/auth/second-step";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { withFragment } from "@/components/ui/fragment";
import { Notice } from "@/components/ui/notice";
import type { Credentials } from "@/lib/auth/schema";
import { PasskeyError } from "@/lib/auth/second-factor/queries";
import { useSignIn } from "@/lib/auth/sign-in/queries";
import { ApiError } from "@/lib/http/api-client";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/auth";
import * as step from "@/lib/messages/generated/second-factor";
import { organizationsBefore } from "@/lib/platform/paths/pages";

function reason(error: Error): string {
  if (!(error instanceof ApiError)) return error instanceof PasskeyError ? error.message : m.failed();
  const seconds = error.retryAfterSeconds;
  if (error.problem.code !== "too_many_requests" || seconds === null) return error.message;
  const wait = seconds < 60 ? quantity(seconds, "second") : quantity(seconds < 90 ? 1 : Math.ceil(seconds / 60), "minute");
  return m.tooManyAttempts({ wait });
}

/** How the account can show its second factor, where that is what a sign-in lacks; null for every other error. */
function kindsAsked(error: Error | null): readonly string[] | null {
  if (!(error instanceof ApiError) || error.problem.code !== "second_factor_required") return null;
  const kinds = error.problem.params?.kinds;
  return Array.isArray(kinds) ? kinds : [];
}

/** Email and password, then the second step where the account has one, or a passkey alone; leads on to `next`, which the page has checked to be one of ours. */
export function SignInForm({ next }: { next: string }) {
  const signIn = useSignIn();
  const alert = useRef<HTMLDivElement>(null);
  const [second, setSecond] = useState<{ given: Credentials; kinds: readonly string[] } | null>(null);
  const shown = kindsAsked(signIn.error) ? null : signIn.error;

  useEffect(() => {
    if (shown) alert.current?.focus();
  }, [shown]);

  function send(credentials: Credentials & { passkey?: boolean }) {
    if (signIn.isPending) return;
    signIn.mutate(credentials, {
      // A whole new page, so that nothing of an earlier session stays in memory.
      onSuccess: () => window.location.assign(withFragment(organizationsBefore(next))),
      onError: (error) => {
        const kinds = kindsAsked(error);
        if (kinds) setSecond({ given: { email: credentials.email, password: credentials.password }, kinds });
      },
    });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send({ email: String(form.get("email")), password: String(form.get("password")) });
  }

  const problem = shown ? (
    <Notice ref={alert} tabIndex={-1} role="alert" tone="danger" title={reason(shown)} className="focus:outline-none" />
  ) : null;

  if (second) {
    const { given, kinds } = second;
    const sent = (remember: boolean) => ({ ...given, ...(remember ? { remember: "on" } : {}) });
    return (
      <section aria-label={step.stepTitle()} className="mt-6 space-y-4">
        {problem}
        <SecondStep
          kinds={kinds}
          request={signIn}
          rememberable
          onCode={(code, remember) => send({ ...sent(remember), code })}
          onPasskey={(remember) => send({ ...sent(remember), passkey: true })}
        />
        <Button
          variant="quiet"
          onClick={() => {
            signIn.reset();
            setSecond(null);
          }}
        >
          {step.back()}
        </Button>
        <p className="text-ink-faint text-xs">{step.lost()}</p>
      </section>
    );
  }

  return (
    <form method="post" onSubmit={submit} className="mt-6 space-y-4">
      {problem}
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
      <Button
        icon={<KeyRound className="size-4" aria-hidden />}
        busy={signIn.isPending || signIn.isSuccess}
        className="h-10 w-full"
        onClick={() => send({ email: "", password: "", passkey: true })}
      >
        {step.signInWithPasskey()}
      </Button>
    </form>
  );
}
