import type { ReactNode } from "react";
import { outcomeWords } from "@/components/hires/send-words";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import type { NewHire } from "@/lib/hires/schema";
import { useUndoChange } from "@/lib/hires/undo/queries";
import type { UndoOrder } from "@/lib/hires/undo/schema";
import * as m from "@/lib/messages/generated/hires/undo";

/** Returns what became of a change that was taken back; an invitation that was made stays, and the words say so. */
function undoneWords(before: NewHire, after: NewHire): string {
  const [latest] = after.invitations;
  const to = latest?.sentTo ?? "";
  if (latest === undefined || after.status !== before.status) return outcomeWords(m.undone(), before, after);
  return latest.sentAt ? m.undoneSent({ to }) : m.undoneSending({ to });
}

/** Returns how to take a change of a hire back, and say what became of it. */
export function useUndo() {
  const announce = useAnnounce();
  const { mutateAsync, isPending, variables } = useUndoChange();
  function undo(before: NewHire, order: UndoOrder): void {
    mutateAsync({ id: before.id, ...order }).then(
      (after) => announce(undoneWords(before, after)),
      (error: Error) =>
        announce(
          error.message,
          "failure",
          retryOf(error, () => undo(before, order)),
        ),
    );
  }
  return { undo, undoing: isPending ? variables : undefined };
}

/** A hire after a change, with the id by which it can be undone. */
export type EditedHire = NewHire & { change?: string | null };

/** Returns how to say that a change was made, with a button that takes it back. */
export function useAnnounceChange(): (message: ReactNode, after: EditedHire) => void {
  const announce = useAnnounce();
  const { undo } = useUndo();
  return (message, { change, ...after }) =>
    announce(message, "success", change ? { label: m.undo(), run: () => undo(after, { change }) } : undefined);
}
