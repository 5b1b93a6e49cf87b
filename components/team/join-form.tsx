"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/auth";
import { signInPage } from "@/lib/platform/paths";
import { useJoin } from "@/lib/team/queries";
import { PASSWORD_LENGTH } from "@/lib/team/schema";

/** Chooses the first password; leads on to the sign-in page. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const join = useJoin();
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isShown, setShown] = useState(false);
  const [wasTried, setTried] = useState(false);
  const told = join.error instanceof ApiError ? join.error.problem.invalid_params?.[0]?.reason : undefined;
  const tooShort = password.length < PASSWORD_LENGTH.min ? m.passwordTooShort({ min: PASSWORD_LENGTH.min }) : undefined;
  const differs = repeated === password ? undefined : m.passwordsDiffer();
  const type = isShown ? "text" : "password";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (tooShort || differs || join.isPending) return;
    join.mutate({ token, password }, { onSuccess: () => window.location.assign(signInPage) });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-6 space-y-4">
      {join.error && !told ? <Notice role="alert" tone="danger" title={join.error.message} /> : null}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field label={m.password()} error={(wasTried ? tooShort : undefined) ?? told} hint={m.passwordHint({ min: PASSWORD_LENGTH.min })}>
        {(wiring) => (
          <input
            {...wiring}
            type={type}
            autoComplete="new-password"
            maxLength={PASSWORD_LENGTH.max}
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
              join.reset();
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
      <Button type="submit" variant="primary" busy={join.isPending || join.isSuccess} className="h-10 w-full">
        {m.saveAndSignIn()}
      </Button>
    </form>
  );
}
