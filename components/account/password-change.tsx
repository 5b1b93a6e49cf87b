"use client";

import { useState } from "react";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { useChangeProfile } from "@/lib/auth/accounts/queries";
import * as m from "@/lib/messages/generated/account";

/** Changes one's own password, for which one gives the one that one has. */
export function PasswordChange({ email }: { email: string }) {
  const announce = useAnnounce();
  const change = useChangeProfile();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{m.changePassword()}</Button>;
  return (
    <div className="max-w-sm">
      <h3>{m.changePassword()}</h3>
      <NewPasswordForm
        email={email}
        asksCurrent
        request={change}
        submitLabel={m.changePassword()}
        onSubmit={(password, currentPassword) =>
          change.mutate(
            { password, currentPassword },
            {
              onSuccess: () => {
                announce(m.passwordChanged());
                setOpen(false);
              },
            },
          )
        }
      />
    </div>
  );
}
