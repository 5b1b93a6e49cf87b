"use client";

import { RefreshCw } from "lucide-react";
import { isOpen, isPressing } from "@/components/hires/list/tabs";
import { outcomeWords } from "@/components/hires/send-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import { useAnnounce } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import { useCheckGreenhouse, useTakeOrLeave } from "@/lib/hires/queries";
import type { AttentionCode, HireStatus, NewHire } from "@/lib/hires/schema";
import { startUrgency } from "@/lib/hires/status";
import { pendingReason } from "@/lib/hires/words";
import { localDay } from "@/lib/platform/calendar";

const titles: Record<HireStatus, string> = {
  pending: "Why pending",
  on_hold: "Why on hold",
  invited: "Worth a look",
  started: "Worth a look",
  withdrawn: "Why withdrawn",
  excluded: "Why not imported",
};

/** What each attention means for this hire, and what to do; the ones with a banner of their own say it there. */
const sentences: Partial<Record<AttentionCode, string>> = {
  before_go_live: "The start is before the go-live date, so no invitation goes out by itself. Send it yourself if it is right.",
  possible_duplicate: "Another hire looks like the same person.",
  scheduled: "The record is complete, and the invitation goes out on its day.",
  by_hand: "The invitation waits for your word.",
  import_rule: "An import rule leaves this hire out.",
  excluded_by_hr: "HR left this hire out.",
  greenhouse_differs: "Greenhouse now says something else than HR entered. Choose in the field.",
};

/** Why the hire stands where it stands, when Greenhouse is asked again, and the button to ask now. */
export function WhyCard({ hire }: { hire: NewHire }) {
  const isOver = hire.status === "withdrawn" || hire.status === "excluded";
  const reasons = [
    hire.status === "withdrawn"
      ? "Greenhouse no longer says that this person is hired. Links in earlier invitations no longer work."
      : null,
    pendingReason(hire.missingFields),
    ...hire.attention.map((code) => sentences[code]),
  ].filter((reason) => reason !== null && reason !== undefined);
  if (reasons.length === 0) return null;

  return (
    <Card title={titles[hire.status]}>
      <div className="mt-2 space-y-2 text-ink-soft">
        {isPressing(hire) ? <FirstDay date={hire.fields.startDate.value} /> : null}
        {(isOver ? reasons.slice(0, 1) : reasons).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {hire.status === "pending" && hire.pendingSince ? (
          <p>
            Pending since <Moment at={hire.pendingSince} />.
          </p>
        ) : null}
        {hire.nextCheckAt && !isOver ? <NextCheck at={hire.nextCheckAt} /> : null}
      </div>
      {isOver ? null : <CheckButton hire={hire} />}
      {isOpen(hire.status) || hire.status === "excluded" ? <TakeOrLeaveButton hire={hire} /> : null}
    </Card>
  );
}

/** How close the first day is, in the colour of its urgency and in words. */
function FirstDay({ date }: { date: string | null }) {
  const now = useNow();
  if (date === null || now === null) return null;
  const { days, level } = startUrgency(date, localDay(new Date(now)));
  const color =
    level === "past" || level === "urgent" ? "font-medium text-danger" : level === "soon" ? "font-medium text-pending" : undefined;
  const count = Math.abs(days ?? 0);
  const distance =
    count === 0
      ? "today"
      : days !== null && days < 0
        ? `${count} ${count === 1 ? "day" : "days"} ago`
        : `in ${count} ${count === 1 ? "day" : "days"}`;
  return (
    <p className={color}>
      {days !== null && days < 0 ? "The first day was" : "The first day is"} {distance}.
    </p>
  );
}

/** Leaves a hire out of onboarding, or takes in one who was left out; either can be undone by the other. */
function TakeOrLeaveButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const change = useTakeOrLeave(hire.id);
  const isOut = hire.status === "excluded";
  return (
    <Button
      variant={isOut ? "primary" : "quiet"}
      className="mt-2 w-full"
      busy={change.isPending}
      onClick={() =>
        change.mutateAsync(isOut ? "include" : "exclude").then(
          (after) =>
            announce(
              isOut ? outcomeWords("Taken in", hire, after) : "Left out. The hire stands under Not imported and can be taken in again.",
            ),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {isOut ? "Take in" : "Leave out of onboarding"}
    </Button>
  );
}

function NextCheck({ at }: { at: string }) {
  const now = useNow();
  if (now !== null && new Date(at).getTime() <= now) return <p>Greenhouse is about to be asked again.</p>;
  return (
    <p>
      Greenhouse is asked again <Moment at={at} />.
    </p>
  );
}

function CheckButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const check = useCheckGreenhouse(hire.id);
  return (
    <Button
      className="mt-3 w-full"
      icon={<RefreshCw className="size-4" aria-hidden />}
      busy={check.isPending}
      onClick={() =>
        check.mutateAsync().then(
          (fresh) =>
            announce(
              fresh.version === hire.version
                ? "Greenhouse has nothing new about this person. A changed offer appears here in a moment."
                : "The record follows what Greenhouse says now.",
            ),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      Check Greenhouse now
    </Button>
  );
}
