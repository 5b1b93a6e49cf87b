"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PASSWORD_LENGTH } from "@/lib/auth/schema";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/auth";

interface NewPasswordFormProps {
  /** Whose password it becomes; password managers keep it under this name. */
  email: string;
  /** The request that sets it. */
  request: { error: Error | null; isPending: boolean; isSuccess: boolean; reset: () => void };
  submitLabel: string;
  /** Where the person has a password, which they give with the new one. */
  asksCurrent?: boolean;
  onSubmit: (password: string, current: string) => void;
}

/** Two fields in which a person chooses a password; the server's refusal stands at the field. */
export function NewPasswordForm({ email, request, submitLabel, asksCurrent = false, onSubmit }: NewPasswordFormProps) {
  const [password, setPassword] = useState("");
  const [current, setCurrent] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isShown, setShown] = useState(false);
  const [wasTried, setTried] = useState(false);
  const told = request.error instanceof ApiError ? request.error.problem.invalid_params : undefined;
  const toldOf = (field: string) => told?.find(({ name }) => name === field)?.reason;
  const tooShort = password.length < PASSWORD_LENGTH.min ? m.passwordTooShort({ min: PASSWORD_LENGTH.min }) : undefined;
  const differs = repeated === password ? undefined : m.passwordsDiffer();
  const type = isShown ? "text" : "password";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (tooShort || differs || request.isPending) return;
    onSubmit(password, current);
  }

  return (
    <form noValidate onSubmit={submit} className="mt-6 space-y-4">
      {request.error && !told ? <Notice role="alert" tone="danger" title={request.error.message} /> : null}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      {asksCurrent ? (
        <Field label={m.currentPassword()} error={toldOf("currentPassword")}>
          {(wiring) => (
            <input
              {...wiring}
              type={type}
              autoComplete="current-password"
              maxLength={PASSWORD_LENGTH.max}
              value={current}
              onChange={(event) => {
                setCurrent(event.target.value);
                request.reset();
              }}
              className={controlClass({}, "h-10")}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={asksCurrent ? m.newPassword() : m.password()}
        error={(wasTried ? tooShort : undefined) ?? toldOf("password")}
        hint={m.passwordHint({ min: PASSWORD_LENGTH.min })}
      >
        {(wiring) => (
          <input
            {...wiring}
            type={type}
            autoComplete="new-password"
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
      <Field label={m.confirmPassword()} error={wasTried ? differs : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            type={type}
            autoComplete="new-password"
            maxLength={PASSWORD_LENGTH.max}
            value={repeated}
            onChange={(event) => setRepeated(event.target.value)}
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <label className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          checked={isShown}
          onChange={(event) => setShown(event.target.checked)}
        />
        {m.showPassword()}
      </label>
      <Button type="submit" variant="primary" busy={request.isPending || request.isSuccess} className="h-10 w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
