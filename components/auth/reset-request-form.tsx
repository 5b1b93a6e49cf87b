"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRequestReset } from "@/lib/auth/sign-in/queries";
import * as m from "@/lib/messages/generated/auth";
import { signInPage } from "@/lib/platform/paths/pages";

/** Asks for an email with a link to choose a new password. What it says afterwards is the same for every address. */
export function ResetRequestForm() {
  const request = useRequestReset();
  const [email, setEmail] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!request.isPending) request.mutate(email);
  }

  if (request.isSuccess) {
    return (
      <>
        <Notice role="status" tone="info" title={m.resetSent()} className="mt-6">
          {m.resetSentText({ email })}
        </Notice>
        <p className="mt-4">
          <a href={signInPage} className="text-accent underline underline-offset-2">
            {m.goToSignIn()}
          </a>
        </p>
      </>
    );
  }
  return (
    <form onSubmit={submit} className="mt-2 space-y-4">
      <p className="text-ink-soft">{m.resetRequestIntro()}</p>
      {request.error ? <Notice role="alert" tone="danger" title={request.error.message} /> : null}
      <Field label={m.workEmail()}>
        {(wiring) => (
          <input
            {...wiring}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={request.isPending} className="h-10 w-full">
        {m.sendLink()}
      </Button>
    </form>
  );
}
