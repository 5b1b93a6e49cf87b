import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { NewHire } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/hires/suspension";

interface WithdrawDialogProps {
  hire: NewHire;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a hire is taken out of onboarding, whose link then ends. */
export function WithdrawDialog({ hire, open, busy, onClose, onConfirm }: WithdrawDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={m.confirmTitle({ name: shownName(hire) })}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {m.withdraw()}
          </Button>
        </>
      }
    >
      {hire.greenhouse ? m.confirmText() : m.confirmByHand()}
    </Dialog>
  );
}
