"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { StartDateDoubt } from "@/lib/hire-fields/rules";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/start-date";
import * as forms from "@/lib/messages/generated/ui/forms";

interface StartDateQuestionProps {
  day: string;
  doubt: StartDateDoubt;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks about a start date that is probably a slip before it is saved. */
export function StartDateQuestion({ day, doubt, onConfirm, onClose }: StartDateQuestionProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.question()}
      actions={
        <>
          <Button onClick={onClose}>{forms.keepEditing()}</Button>
          <Button variant="primary" onClick={onConfirm}>
            {m.confirm()}
          </Button>
        </>
      }
    >
      {m.doubt({ doubt, day: plainDate(day, "full") })}
    </Dialog>
  );
}
