"use client";

import { CalendarClock, Pause } from "lucide-react";
import { type ReactNode, useState } from "react";
import { PlanForm } from "@/components/hires/record/panels/plan-form";
import { SendButton } from "@/components/hires/record/panels/send-button";
import { sendPhrase } from "@/components/hires/send-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useAnnounce } from "@/components/ui/toast";
import { usePlanInvitation } from "@/lib/hires/queries";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle, type KnownPolicy } from "@/lib/hires/status";
import { plainDate } from "@/lib/messages/format";

/** When the first invitation goes out, and the ways to decide otherwise for this hire. */
export function PlanCard({ hire, known }: { hire: NewHire; known: KnownPolicy }) {
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Card title="When to send">
      <p className="mt-2 break-words text-ink-soft">{sentence(hire, known)}</p>
      {isChoosing ? (
        <PlanForm hire={hire} known={known} onDone={() => setChoosing(false)} />
      ) : (
        <div className="mt-3 space-y-2">
          {waitsForDecision(hire) || invitationObstacle(hire) !== null ? null : (
            <SendButton hireId={hire.id} label={hire.sendOn ? "Send now" : "Send invitation"} />
          )}
          {hire.sendOn ? <HoldButton hire={hire} /> : null}
          <Button
            variant="quiet"
            className="-ml-3"
            icon={<CalendarClock className="size-4" aria-hidden />}
            onClick={() => setChoosing(true)}
          >
            Send at another time
          </Button>
        </div>
      )}
    </Card>
  );
}

/** The banner about the lookalike asks; a button here would answer it unseen. */
function waitsForDecision({ duplicateRank, attention }: NewHire): boolean {
  return duplicateRank === "second" && attention.includes("possible_duplicate");
}

function sentence(hire: NewHire, known: KnownPolicy): ReactNode {
  if (hire.status === "pending")
    return `Once the record is complete, the invitation ${sendPhrase(hire, hire.fields.startDate.value, known)}.`;
  if (hire.sendOn) {
    return (
      <>
        Goes out on <strong className="font-medium text-ink">{plainDate(hire.sendOn, "full")}</strong>, in the morning.
      </>
    );
  }
  if (waitsForDecision(hire)) return "Has not gone out. It waits until you decide about the possible duplicate.";
  return "Has not gone out. Sending it takes the hire off hold.";
}

function HoldButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const plan = usePlanInvitation(hire.id);
  return (
    <Button
      className="w-full"
      icon={<Pause className="size-4" aria-hidden />}
      busy={plan.isPending}
      onClick={() =>
        plan.mutateAsync({ version: hire.version, mode: "by_hand" }).then(
          () => announce("On hold. Nothing goes out until you send it."),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      Hold
    </Button>
  );
}
