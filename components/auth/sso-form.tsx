"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/http/api-client";
import * as auth from "@/lib/messages/generated/auth";
import * as m from "@/lib/messages/generated/sso";
import { useBeginSso } from "@/lib/sso/queries";

/** Asks for the work email, and goes on at the sign-in page of its organization; comes back to `next`. */
export function SsoForm({ next, onBack }: { next: string; onBack: () => void }) {
  const begin = useBeginSso();
  const [email, setEmail] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const told = begin.error instanceof ApiError ? begin.error.problem.invalid_params?.[0]?.reason : undefined;

  // The person just asked for this field.
  useEffect(() => field.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (email.trim() === "" || begin.isPending) return;
    begin.mutate({ email, next }, { onSuccess: ({ address }) => window.location.assign(address) });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-6 space-y-4">
      {begin.error && !told ? <Notice role="alert" tone="danger" title={begin.error.message} /> : null}
      <Field label={auth.workEmail()} hint={m.signInIntro()} error={told}>
        {(wiring) => (
          <input
            {...wiring}
            type="email"
            autoComplete="username"
            ref={field}
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              begin.reset();
            }}
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={begin.isPending || begin.isSuccess} className="h-10 w-full">
        {m.goOn()}
      </Button>
      <Button onClick={onBack} className="h-10 w-full">
        {m.usePassword()}
      </Button>
    </form>
  );
}
