import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import * as forms from "@/lib/messages/generated/ui/forms";

export interface LeaveDialogProps {
  onAnswer: (mayGo: boolean) => void;
}

/** Asks whether changes may be lost. */
export function LeaveDialog({ onAnswer }: LeaveDialogProps) {
  return (
    <Dialog
      open
      onClose={() => onAnswer(false)}
      title={forms.discardQuestion()}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{forms.keepEditing()}</Button>
          <Button variant="danger" onClick={() => onAnswer(true)}>
            {forms.discard()}
          </Button>
        </>
      }
    >
      {forms.discardWarning()}
    </Dialog>
  );
}
