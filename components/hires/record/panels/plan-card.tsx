"use client";

import { CalendarClock, Pause } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useMay } from "@/components/auth/permitted";
import type { PlanFormProps } from "@/components/hires/record/panels/plan-form";
import { SendButton } from "@/components/hires/record/panels/send-button";
import { sendTime } from "@/components/hires/record/send-time";
import { useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { lazyPart } from "@/components/ui/lazy-part";
import { useTimeZone } from "@/components/ui/time-zone";
import { useAnnounce } from "@/components/ui/toast";
import { usePlanInvitation } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle, type KnownPolicy } from "@/lib/hires/status";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

const PlanForm = lazyPart<PlanFormProps>(async () => (await import("@/components/hires/record/panels/plan-form")).PlanForm, {
  giveUp: ({ onDone }) => onDone(),
});

/** Shows when the first invitation is sent, and lets HR change that for this hire. */
export function PlanCard({ hire, known }: { hire: NewHire; known: KnownPolicy }) {
  const timeZone = useTimeZone();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Card title={m.whenToSend()}>
      <p className="mt-2 break-words text-ink-soft">{whenSent(hire, known, timeZone)}</p>
      {!useMay("hires.edit") ? null : isChoosing ? (
        <Suspense>
          <PlanForm hire={hire} known={known} onDone={() => setChoosing(false)} />
        </Suspense>
      ) : (
        <div className="mt-3 space-y-2">
          {waitsForDecision(hire) || invitationObstacle(hire) !== null ? null : (
            <SendButton hireId={hire.id} label={hire.sendOn ? m.sendNow() : m.sendInvitation()} />
          )}
          {hire.sendOn ? <HoldButton hire={hire} /> : null}
          <Button
            variant="quiet"
            className="-ml-3"
            icon={<CalendarClock className="size-4" aria-hidden />}
            onClick={() => setChoosing(true)}
          >
            {m.changeSendTime()}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** A send button here would skip the question that the duplicate banner asks. */
function waitsForDecision({ duplicateRank, attention }: NewHire): boolean {
  return duplicateRank === "second" && attention.includes("possible_duplicate");
}

function whenSent(hire: NewHire, known: KnownPolicy, timeZone: string): ReactNode {
  if (hire.status === "pending") return whenComplete(hire, known);
  if (hire.sendOn) {
    return m.planDay({ day: <strong className="font-medium text-ink">{plainDate(hire.sendOn, "full")}</strong>, timeZone });
  }
  return waitsForDecision(hire) ? m.heldByDuplicate() : m.notSentYet();
}

function whenComplete(hire: NewHire, known: KnownPolicy): string {
  const time = sendTime(hire, hire.fields.startDate.value, known);
  switch (time.kind) {
    case "now":
      return m.planNow();
    case "on_day":
      return m.planOn({ day: plainDate(time.day, "full") });
    case "before_start":
      return m.planBefore({ days: time.days });
    case "by_hand":
      return m.planByHand();
  }
}

function HoldButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const plan = usePlanInvitation(hire.id);
  return (
    <Button
      className="w-full"
      icon={<Pause className="size-4" aria-hidden />}
      busy={plan.isPending}
      onClick={() =>
        plan.mutateAsync({ version: hire.version, mode: "by_hand" }).then(
          (held) => announceChange(m.onHold(), held),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {m.hold()}
    </Button>
  );
}
