import { useDecision } from "@/components/hires/record/panels/suspension/use-decision";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { NewHire } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/hires/suspension";

interface WithdrawDialogProps {
  hire: NewHire;
  open: boolean;
  onClose: () => void;
}

/** Asks before a hire is taken out of onboarding, whose link then ends, and does it. */
export function WithdrawDialog({ hire, open, onClose }: WithdrawDialogProps) {
  const { isDeciding, error, decide, reset } = useDecision(hire.id);

  function close() {
    reset();
    onClose();
  }

  return (
    <Dialog
      open={open}
      error={error}
      onClose={close}
      title={m.confirmTitle({ name: shownName(hire) })}
      actions={
        <>
          <Button onClick={close}>{m.cancel()}</Button>
          <Button variant="danger" busy={isDeciding} onClick={() => decide("withdraw").then(close, () => {})}>
            {m.withdraw()}
          </Button>
        </>
      }
    >
      {hire.greenhouse ? m.confirmText() : m.confirmByHand()}
    </Dialog>
  );
}
