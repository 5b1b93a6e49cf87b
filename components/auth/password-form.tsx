"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PASSWORD_LENGTH } from "@/lib/auth/schema";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/auth";

interface PasswordFormProps {
  /** Whose password it is; password managers find it by this name. */
  email: string;
  /** The request that it is sent with. */
  request: { error: Error | null; isPending: boolean; isSuccess: boolean; reset: () => void };
  submitLabel: string;
  onSubmit: (password: string) => void;
}

/** One field for the password that a person has; the server's refusal stands at it. */
export function PasswordForm({ email, request, submitLabel, onSubmit }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  const told = request.error instanceof ApiError ? request.error.problem.invalid_params?.[0]?.reason : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (password !== "" && !request.isPending) onSubmit(password);
  }

  return (
    <form noValidate onSubmit={submit} className="mt-6 space-y-4">
      {request.error && !told ? <Notice role="alert" tone="danger" title={request.error.message} /> : null}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field label={m.password()} error={told}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            autoComplete="current-password"
            maxLength={PASSWORD_LENGTH.max}
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
              request.reset();
            }}
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={request.isPending || request.isSuccess} className="h-10 w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
