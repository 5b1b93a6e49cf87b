"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/http/api-client";
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
  const tooShort = password.length < PASSWORD_LENGTH.min ? `Use at least ${PASSWORD_LENGTH.min} characters.` : undefined;
  const differs = repeated === password ? undefined : "The two are not the same.";
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
      <Field
        label="Password"
        error={(wasTried ? tooShort : undefined) ?? told}
        hint="At least 12 characters. A few words that only you put together are good."
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
              join.reset();
            }}
            className={controlClass({}, "h-10")}
          />
        )}
      </Field>
      <Field label="The same again" error={wasTried ? differs : undefined}>
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
        Show the password
      </label>
      <Button type="submit" variant="primary" busy={join.isPending || join.isSuccess} className="h-10 w-full">
        Save and go on to sign in
      </Button>
    </form>
  );
}
