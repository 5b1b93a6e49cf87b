import { useAnnounce } from "@/components/ui/toast";
import { useDecideSuspension } from "@/lib/hires/record/queries";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import * as m from "@/lib/messages/generated/hires/suspension";

/** Returns how HR decides whether a hire stays in onboarding; `decide` says what came of it, and returns whether it was done. */
export function useDecision(hireId: string): { isDeciding: boolean; decide: (decision: SuspensionDecision) => Promise<boolean> } {
  const announce = useAnnounce();
  const decision = useDecideSuspension(hireId);
  const decide = (chosen: SuspensionDecision) =>
    decision.mutateAsync(chosen).then(
      () => {
        announce(m.decided({ decision: chosen }));
        return true;
      },
      (error: Error) => {
        announce(error.message, "failure");
        return false;
      },
    );
  return { isDeciding: decision.isPending, decide };
}
