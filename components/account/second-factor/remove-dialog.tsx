"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import * as m from "@/lib/messages/generated/second-factor";

interface RemoveDialogProps {
  name: string;
  request: { isPending: boolean };
  onConfirm: () => Promise<void>;
  /** What is said afterwards. */
  done: string;
  onClose: () => void;
}

/** Asks before a second factor is removed, and says what came of it. */
export function RemoveDialog({ name, request, onConfirm, done, onClose }: RemoveDialogProps) {
  const announce = useAnnounce();
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.removeQuestion({ name })}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button
            variant="danger"
            busy={request.isPending}
            onClick={() =>
              onConfirm()
                .then(
                  () => announce(done),
                  (error: Error) => announce(error.message, "failure"),
                )
                .finally(onClose)
            }
          >
            {m.remove()}
          </Button>
        </>
      }
    >
      {m.removeText()}
    </Dialog>
  );
}
