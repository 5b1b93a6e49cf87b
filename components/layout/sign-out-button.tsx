"use client";

import { LogOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { leave } from "@/components/ui/unsaved/changed-forms";
import { useSignOut } from "@/lib/auth/queries";
import * as m from "@/lib/messages/generated/layout";
import { signInPage } from "@/lib/platform/paths";

/** Ends the session and leads to the sign-in page, with nothing of this one left in memory. */
export function SignOutButton() {
  const announce = useAnnounce();
  const signOut = useSignOut();
  return (
    <Button
      variant="quiet"
      className="ml-auto"
      icon={<LogOut className="size-4" aria-hidden />}
      busy={signOut.isPending || signOut.isSuccess}
      onClick={() =>
        leave(() =>
          signOut.mutate(undefined, {
            onSuccess: () => window.location.assign(signInPage),
            onError: (error) => announce(error.message, "failure"),
          }),
        )
      }
    >
      {m.signOut()}
    </Button>
  );
}
