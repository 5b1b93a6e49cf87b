"use client";

import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import { useUndoBulkAction } from "@/lib/hires/bulk/queries";
import { reasonWords } from "@/lib/hires/bulk/rules";
import * as m from "@/lib/messages/generated/hires/bulk";

/** Returns how to take a bulk action back; what it did is told where bulk actions are. */
export function useUndoBulk(onStarted: (id: string) => void): (id: string) => void {
  const announce = useAnnounce();
  const { mutateAsync } = useUndoBulkAction();
  return function undo(id) {
    mutateAsync(id).then(
      (started) => {
        announce(m.undoStarted());
        onStarted(started.id);
      },
      (error: Error) =>
        announce(
          error.message,
          "failure",
          retryOf(error, () => undo(id)),
        ),
    );
  };
}

/** Why hires were left out, with how many. */
export function ReasonList({ reasons }: { reasons: Record<string, number> }) {
  const told = Object.entries(reasons);
  if (told.length === 0) return null;
  return (
    <ul className="mt-1 text-ink-soft text-xs tabular-nums">
      {told.map(([code, count]) => (
        <li key={code}>{m.reasonCount({ count, reason: reasonWords(code) })}</li>
      ))}
    </ul>
  );
}
