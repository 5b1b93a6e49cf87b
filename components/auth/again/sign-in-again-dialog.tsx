"use client";

import { useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { SignedIn } from "@/components/auth/again/signed-in";
import { SsoInTab } from "@/components/auth/again/sso-in-tab";
import { PasswordForm } from "@/components/auth/password-form";
import { SecondStep } from "@/components/auth/second-step";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useIsSamePerson } from "@/lib/auth/accounts/queries";
import type { Credentials } from "@/lib/auth/schema";
import { useSignIn } from "@/lib/auth/sign-in/queries";
import { ApiError } from "@/lib/http/api-client";
import * as account from "@/lib/messages/generated/account";
import * as m from "@/lib/messages/generated/auth";
import * as step from "@/lib/messages/generated/second-factor";

/**
 * Signs in again on the page where the session ended, so that nothing typed there is lost; says on closing whether the same person is signed in
 * again. A sign-in in another tab counts as well.
 */
export function SignInAgainDialog({ email, method, organizationId, onClose }: SignedIn & { onClose: (proved: boolean) => void }) {
  const client = useQueryClient();
  const signIn = useSignIn();
  const check = useIsSamePerson(organizationId);
  const [second, setSecond] = useState<{ given: Credentials; kinds: readonly string[] } | null>(null);
  const isOther = check.data === "other";
  const isSso = method === "sso";

  function goOnIfSame() {
    check.mutate(undefined, {
      onSuccess: (who) => {
        if (who !== "same") return;
        onClose(true);
        // What failed to load without a session.
        void client.invalidateQueries();
      },
      onError: () => signIn.reset(),
    });
  }
  const look = useRef(goOnIfSame);
  useEffect(() => {
    look.current = goOnIfSame;
  });
  useEffect(() => {
    const onFocus = () => look.current();
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, []);

  function send(credentials: Credentials & { passkey?: boolean }) {
    signIn.mutate(credentials, {
      onSuccess: goOnIfSame,
      onError: (error) => {
        if (!(error instanceof ApiError) || error.problem.code !== "second_factor_required") return;
        const kinds = error.problem.params?.kinds;
        signIn.reset();
        setSecond({ given: credentials, kinds: Array.isArray(kinds) ? kinds : [] });
      },
    });
  }

  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={m.endedTitle()}
      actions={<Button onClick={() => onClose(false)}>{account.cancel()}</Button>}
    >
      <p className="break-words">{isSso ? m.endedTextSso({ email }) : m.endedText({ email })}</p>
      {isOther ? <Notice role="alert" tone="danger" title={m.otherPerson({ email })} className="mt-4" /> : null}
      {check.error ? <Notice role="alert" tone="danger" title={check.error.message} className="mt-4" /> : null}
      {isSso ? (
        <SsoInTab email={email} onLook={goOnIfSame} />
      ) : second ? (
        <section aria-label={step.stepTitle()} className="mt-4 space-y-4">
          {signIn.error ? <Notice role="alert" tone="danger" title={signIn.error.message} /> : null}
          <SecondStep
            kinds={second.kinds}
            request={signIn}
            rememberable
            onCode={(code, remember) => send({ ...second.given, code, ...(remember ? { remember: "on" } : {}) })}
            onPasskey={(remember) => send({ ...second.given, passkey: true, ...(remember ? { remember: "on" } : {}) })}
          />
        </section>
      ) : (
        <>
          <PasswordForm email={email} request={signIn} submitLabel={m.signIn()} onSubmit={(password) => send({ email, password })} />
          <Button
            icon={<KeyRound className="size-4" aria-hidden />}
            busy={signIn.isPending}
            className="mt-3 h-10 w-full"
            onClick={() => send({ email: "", password: "", passkey: true })}
          >
            {step.signInWithPasskey()}
          </Button>
        </>
      )}
    </Dialog>
  );
}
