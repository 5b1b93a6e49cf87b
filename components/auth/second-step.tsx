"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { REMEMBERED_DAYS } from "@/lib/auth/second-factor/rules";
import * as m from "@/lib/messages/generated/second-factor";

interface SecondStepProps {
  /** How the person can show their second factor. */
  kinds: readonly string[];
  request: { isPending: boolean; isSuccess: boolean };
  /** Whether this browser can be trusted for some days. */
  rememberable?: boolean;
  onCode: (code: string, remember: boolean) => void;
  onPasskey: (remember: boolean) => void;
}

/** The second step after a right password: a code of the app or a recovery code, or a passkey. */
export function SecondStep({ kinds, request, rememberable = false, onCode, onPasskey }: SecondStepProps) {
  const [code, setCode] = useState("");
  const [remember, setRemember] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // It takes the place of the form that had the focus.
  useEffect(() => form.current?.querySelector<HTMLElement>("button, input")?.focus(), []);
  const isBusy = request.isPending || request.isSuccess;
  const takesCode = kinds.includes("totp") || kinds.includes("recovery_code");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() !== "" && !isBusy) onCode(code, remember);
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="space-y-4">
      {kinds.includes("passkey") ? (
        <>
          <Button
            variant="primary"
            icon={<KeyRound className="size-4" aria-hidden />}
            busy={isBusy}
            className="h-10 w-full"
            onClick={() => onPasskey(remember)}
          >
            {m.withPasskey()}
          </Button>
          {takesCode ? <p className="text-center text-ink-faint text-xs">{m.or()}</p> : null}
        </>
      ) : null}
      {takesCode ? (
        <Field
          label={kinds.includes("totp") ? m.stepCode() : m.stepRecoveryCode()}
          hint={kinds.includes("totp") ? m.stepHint() : undefined}
        >
          {(wiring) => (
            <input
              {...wiring}
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              className={controlClass({}, "h-10 font-mono")}
            />
          )}
        </Field>
      ) : null}
      {rememberable ? (
        <label className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
            className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
          />
          <span>{m.remember({ days: REMEMBERED_DAYS })}</span>
        </label>
      ) : null}
      {takesCode ? (
        <Button type="submit" variant={kinds.includes("passkey") ? "outline" : "primary"} busy={isBusy} className="h-10 w-full">
          {m.stepContinue()}
        </Button>
      ) : null}
    </form>
  );
}
