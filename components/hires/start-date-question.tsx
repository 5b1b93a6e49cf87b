"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type StartDateDoubt, startDateDoubt } from "@/lib/hire-fields/rules";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/start-date";
import * as forms from "@/lib/messages/generated/ui/forms";

interface StartDateQuestion<Then> {
  /** Returns the day in the organization's time zone. */
  today: () => string;
  /** Does again what asked, once the day is said to be right. */
  onConfirm: (then: Then) => void;
  onKeepEditing?: () => void;
}

/**
 * Returns how to ask about a start date that is probably a slip before it is saved, and the question itself. `asks` says whether it asked: each
 * day once.
 */
export function useStartDateQuestion<Then>({ today, onConfirm, onKeepEditing }: StartDateQuestion<Then>) {
  const [asked, setAsked] = useState<{ day: string; doubt: StartDateDoubt; then: Then } | null>(null);
  const confirmedDay = useRef<string | null>(null);

  function asks(day: string | null, then: Then): boolean {
    const doubt = day === null || day === confirmedDay.current ? null : startDateDoubt(day, today());
    if (day === null || doubt === null) return false;
    setAsked({ day, doubt, then });
    return true;
  }

  function close() {
    setAsked(null);
    onKeepEditing?.();
  }

  function confirm() {
    if (!asked) return;
    confirmedDay.current = asked.day;
    setAsked(null);
    onConfirm(asked.then);
  }

  const question = asked ? (
    <Dialog
      open
      onClose={close}
      title={m.question()}
      actions={
        <>
          <Button onClick={close}>{forms.keepEditing()}</Button>
          <Button variant="primary" onClick={confirm}>
            {m.confirm()}
          </Button>
        </>
      }
    >
      {m.doubt({ doubt: asked.doubt, day: plainDate(asked.day, "full") })}
    </Dialog>
  ) : null;
  return { asks, question };
}
