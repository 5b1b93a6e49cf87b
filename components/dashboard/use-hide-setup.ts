import { useQueryClient } from "@tanstack/react-query";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import { useChangeProfile } from "@/lib/auth/accounts/queries";
import { setupOptions } from "@/lib/dashboard/queries";
import * as m from "@/lib/messages/generated/dashboard";

/** Returns how to put the setup checklist away for oneself, which the confirmation can undo, or to bring it back. */
export function useHideSetup() {
  const announce = useAnnounce();
  const client = useQueryClient();
  const { mutateAsync, isPending } = useChangeProfile();
  function set(isHidden: boolean): void {
    mutateAsync({ setupHidden: isHidden })
      .then(() => client.invalidateQueries(setupOptions()))
      .then(
        () => {
          if (isHidden) announce(m.setupHidden(), "success", { label: m.setupUndo(), run: () => set(false) });
        },
        (error: Error) =>
          announce(
            error.message,
            "failure",
            retryOf(error, () => set(isHidden)),
          ),
      );
  }
  return { set, isPending };
}
