"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { SsoAgain } from "@/components/auth/again/sso-again";
import { PasswordForm } from "@/components/auth/password-form";
import { SecondStep } from "@/components/auth/second-step";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NotLoaded } from "@/components/ui/not-loaded";
import { Notice } from "@/components/ui/notice";
import { profileOptions, useReauthenticate } from "@/lib/auth/accounts/queries";
import { factorsOptions } from "@/lib/auth/second-factor/queries";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/account";
import * as step from "@/lib/messages/generated/second-factor";

/** Asks for the password, and for the second step where this session did not see it, or for a passkey; says on closing whether it was right. */
export function ReauthenticationDialog({ onClose }: { onClose: (proved: boolean) => void }) {
  const profile = useQuery(profileOptions());
  const factors = useQuery(factorsOptions());
  const reauthenticate = useReauthenticate();
  const [second, setSecond] = useState<{ password: string; kinds: readonly string[] } | null>(null);
  const hasPassword = profile.data?.hasPassword !== false && profile.data?.method !== "sso";
  // A session of single sign-on gets 403: its factors are not the portal's.
  const isRefused = factors.error instanceof ApiError && factors.error.problem.status === 403;
  const hasPasskey = (factors.data?.passkeys.length ?? 0) > 0;

  function send(proof: Parameters<typeof reauthenticate.mutate>[0]) {
    reauthenticate.mutate(proof, {
      onSuccess: () => onClose(true),
      onError: (error) => {
        if (!(error instanceof ApiError) || error.problem.code !== "second_factor_required" || proof === "passkey") return;
        const kinds = error.problem.params?.kinds;
        reauthenticate.reset();
        setSecond({ password: proof.password ?? "", kinds: Array.isArray(kinds) ? kinds : [] });
      },
    });
  }

  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={m.confirmTitle()}
      actions={<Button onClick={() => onClose(false)}>{m.cancel()}</Button>}
    >
      {profile.data?.method === "sso" ? <SsoAgain email={profile.data.email} /> : <p>{m.confirmText()}</p>}
      <NotLoaded query={profile} className="mt-4 block">
        {m.profileNotLoaded()}
      </NotLoaded>
      {second ? (
        <div className="mt-4 space-y-4">
          {reauthenticate.error ? <Notice role="alert" tone="danger" title={reauthenticate.error.message} /> : null}
          <SecondStep
            kinds={second.kinds}
            request={reauthenticate}
            onCode={(code) => send({ password: second.password, code })}
            onPasskey={() => send("passkey")}
          />
        </div>
      ) : (
        <>
          {hasPassword ? (
            <PasswordForm
              email={profile.data?.email ?? ""}
              request={reauthenticate}
              submitLabel={m.confirm()}
              onSubmit={(password) => send({ password })}
            />
          ) : reauthenticate.error ? (
            <Notice role="alert" tone="danger" title={reauthenticate.error.message} />
          ) : null}
          {isRefused ? null : (
            <NotLoaded query={factors} className="mt-4 block">
              {m.passkeysNotLoaded()}
            </NotLoaded>
          )}
          {hasPasskey ? (
            <Button
              icon={<KeyRound className="size-4" aria-hidden />}
              busy={reauthenticate.isPending || reauthenticate.isSuccess}
              className="mt-4 h-10 w-full"
              onClick={() => send("passkey")}
            >
              {step.withPasskey()}
            </Button>
          ) : null}
        </>
      )}
    </Dialog>
  );
}
