"use client";

import { useQuery } from "@tanstack/react-query";
import { PasswordForm } from "@/components/auth/password-form";
import { SsoAgain } from "@/components/auth/sso-again";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { profileOptions, useReauthenticate } from "@/lib/auth/queries";
import * as m from "@/lib/messages/generated/account";

/** Asks for the password; says on closing whether it was right. */
export function ReauthenticationDialog({ onClose }: { onClose: (proved: boolean) => void }) {
  const profile = useQuery(profileOptions());
  const reauthenticate = useReauthenticate();
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={m.confirmTitle()}
      actions={<Button onClick={() => onClose(false)}>{m.cancel()}</Button>}
    >
      {profile.data?.method === "sso" ? (
        <SsoAgain email={profile.data.email} />
      ) : (
        <>
          <p>{m.confirmText()}</p>
          <PasswordForm
            email={profile.data?.email ?? ""}
            request={reauthenticate}
            submitLabel={m.confirm()}
            onSubmit={(password) => reauthenticate.mutate(password, { onSuccess: () => onClose(true) })}
          />
        </>
      )}
    </Dialog>
  );
}
