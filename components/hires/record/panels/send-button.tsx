"use client";

import { clsx } from "clsx";
import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { useMay } from "@/components/auth/permitted";
import { Button } from "@/components/ui/button";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import { useSendAgain } from "@/lib/hires/record/queries";
import { ApiError } from "@/lib/http/api-client";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as m from "@/lib/messages/generated/hires/record";

/** Returns the seconds left until a time, counting down to 0. */
function useSecondsUntil(moment: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (moment === null) return;
    const count = () => setLeft(Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return left;
}

/** Sends an invitation now, for users who may. When one was just sent, it counts down until the next one is allowed. */
export function SendButton({ hireId, label }: { hireId: string; label: string }) {
  const announce = useAnnounce();
  const send = useSendAgain(hireId);
  const [freeAt, setFreeAt] = useState<number | null>(null);
  const wait = useSecondsUntil(freeAt);
  if (!useMay("invitations.send")) return null;

  function start(): void {
    // The mutation's own callbacks would not run if the refreshed data removes this button.
    send.mutateAsync().then(
      (invitation) => announce(outcome.sendingTo({ to: invitation.sentTo })),
      (error: Error) => {
        if (error instanceof ApiError && error.problem.code === "resend_too_soon" && error.retryAfterSeconds) {
          setFreeAt(Date.now() + error.retryAfterSeconds * 1000);
        } else announce(error.message, "failure", retryOf(error, start));
      },
    );
  }

  return (
    <div>
      <Button
        className={clsx("w-full tabular-nums", wait > 0 && "cursor-not-allowed opacity-55")}
        icon={<Send className="size-4" aria-hidden />}
        busy={send.isPending}
        // `disabled` would take the focus away during the countdown.
        aria-disabled={wait > 0 || undefined}
        onClick={() => wait === 0 && start()}
      >
        {wait > 0 ? m.waitToSend({ label, seconds: wait }) : label}
      </Button>
      <p className="text-ink-faint text-xs not-empty:mt-2" role="status">
        {wait > 0 ? m.resendSoon() : null}
      </p>
    </div>
  );
}
