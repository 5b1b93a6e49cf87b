import { useAnnounce } from "@/components/ui/toast";
import { leave } from "@/components/ui/unsaved/changed-forms";
import { useSignOut } from "@/lib/auth/queries";
import { signInPage } from "@/lib/platform/paths/pages";

/** Returns how to end the session and go to the sign-in page, with nothing of this one left in memory; asks before changes are lost. */
export function useLeavePortal() {
  const announce = useAnnounce();
  const signOut = useSignOut();
  return {
    isLeaving: signOut.isPending || signOut.isSuccess,
    leavePortal: () =>
      leave(() =>
        // The palette has unmounted by then, and callbacks given to `mutate` do not run after that.
        signOut.mutateAsync().then(
          () => window.location.assign(signInPage),
          (error: Error) => announce(error.message, "failure"),
        ),
      ),
  };
}
