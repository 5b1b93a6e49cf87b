"use client";

import { Send } from "lucide-react";
import { SendOutcome } from "@/components/new-hires/send-outcome";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { useSendInvitations } from "@/lib/new-hires/queries";
import { invitationObstacle } from "@/lib/new-hires/rules";
import type { NewHire } from "@/lib/new-hires/schema";

interface SelectionBarProps {
  selected: NewHire[];
  onClear: () => void;
  hrefOf: (hire: NewHire) => string;
}

function explain(total: number, lacking: number): string {
  if (lacking === 0) return "";
  const set = "set what is missing, and the invitations go out.";
  if (lacking === total) return total === 1 ? `This one is not complete yet: ${set}` : `None of these is complete yet: ${set}`;
  return `${total - lacking} can be sent. ${lacking} ${lacking === 1 ? "lacks" : "lack"} a field and ${lacking === 1 ? "is" : "are"} left out.`;
}

/** What can be done with the selected hires, and what cannot and why. */
export function SelectionBar({ selected, onClear, hrefOf }: SelectionBarProps) {
  const announce = useAnnounce();
  const send = useSendInvitations();
  const sendable = selected.filter((hire) => invitationObstacle(hire) === null);
  const explanation = explain(selected.length, selected.length - sendable.length);

  function start() {
    const ids = sendable.map((hire) => hire.id);
    // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
    send.mutateAsync(ids).then(
      ({ results }) => {
        announce(<SendOutcome results={results} hires={selected} hrefOf={hrefOf} />, results.every(({ ok }) => ok) ? "success" : "failure");
        onClear();
      },
      (error: Error) => announce(error.message, "failure"),
    );
  }

  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-accent-soft px-4 py-2 text-accent">
      <p className="font-medium" role="status">
        {selected.length} selected
      </p>
      <button type="button" onClick={onClear} className="h-9 underline underline-offset-2 pointer-coarse:h-11">
        Clear
      </button>
      {explanation ? <p className="flex-1 max-md:order-first max-md:basis-full">{explanation}</p> : null}
      <Button
        variant="primary"
        className="ml-auto"
        icon={<Send className="size-4" aria-hidden />}
        disabled={sendable.length === 0}
        busy={send.isPending}
        onClick={start}
      >
        Send invitations
      </Button>
    </div>
  );
}
