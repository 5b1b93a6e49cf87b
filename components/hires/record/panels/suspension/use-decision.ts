import { useAnnounce } from "@/components/ui/toast";
import { useDecideSuspension } from "@/lib/hires/record/queries";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import * as m from "@/lib/messages/generated/hires/suspension";

/** Returns how HR decides whether a hire stays in onboarding; `decide` says that it was done, and rejects with the reason why it was not. */
export function useDecision(hireId: string) {
  const announce = useAnnounce();
  const { isPending, error, mutateAsync, reset } = useDecideSuspension(hireId);
  const decide = (chosen: SuspensionDecision) => mutateAsync(chosen).then(() => announce(m.decided({ decision: chosen })));
  return { isDeciding: isPending, error, decide, reset };
}
