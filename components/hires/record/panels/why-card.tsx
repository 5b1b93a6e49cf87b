"use client";

import { RefreshCw } from "lucide-react";
import { Permitted } from "@/components/auth/permitted";
import { isOpen, isPressing } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { ByHandButton } from "@/components/hires/record/panels/suspension/by-hand-button";
import { outcomeWords } from "@/components/hires/send-words";
import { useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import { retryOf } from "@/components/ui/retry";
import { useTimeZone } from "@/components/ui/time-zone";
import { useAnnounce } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import { startUrgency } from "@/lib/hire-fields/rules";
import { pendingReason } from "@/lib/hires/fields";
import { useCheckGreenhouse, useExclude, useInclude } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { daysAway } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";
import { localDay } from "@/lib/platform/calendar";

type Explained = Parameters<typeof m.why>[0]["code"];

// The other codes have a banner of their own.
const explained: readonly Explained[] = [
  "before_go_live",
  "possible_duplicate",
  "scheduled",
  "by_hand",
  "import_rule",
  "excluded_by_hr",
  "greenhouse_differs",
];

/** Explains the status of a hire, says when Greenhouse is checked next, and lets HR check now. */
export function WhyCard({ hire }: { hire: NewHire }) {
  const own = useOwnFields();
  const isOver = hire.status === "withdrawn" || hire.status === "excluded";
  const reasons = [
    hire.status === "withdrawn" ? m.whyWithdrawn() : null,
    pendingReason(hire.missingFields, own),
    ...explained.filter((code) => hire.attention.includes(code)).map((code) => m.why({ code })),
  ].filter((reason) => reason !== null);

  return (
    <Card title={reasons.length > 0 ? m.whyTitle({ status: hire.status }) : hire.greenhouse ? m.greenhouse() : m.notFromGreenhouseTitle()}>
      <div className="mt-2 space-y-2 text-ink-soft">
        {isPressing(hire) ? <FirstDay date={hire.fields.startDate.value} /> : null}
        {(isOver ? reasons.slice(0, 1) : reasons).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {hire.status === "pending" && hire.pendingSince ? <p>{m.pendingSince({ when: <Moment at={hire.pendingSince} /> })}</p> : null}
        {hire.greenhouse ? reasons.length === 0 ? <p>{m.followsGreenhouse()}</p> : null : <p>{m.notFromGreenhouse()}</p>}
        {hire.nextCheckAt && !isOver ? <NextCheck at={hire.nextCheckAt} /> : null}
      </div>
      <Permitted to="hires.edit">
        {hire.greenhouse ? <CheckButton hire={hire} /> : <ByHandButton hire={hire} />}
        {/* A possible duplicate is decided on in one place, beside the other. */}
        {(isOpen(hire.status) && !hire.attention.includes("possible_duplicate")) || hire.status === "excluded" ? (
          <ExcludeButton hire={hire} />
        ) : null}
      </Permitted>
    </Card>
  );
}

/** Says how close the first day is, in the colour of its urgency. */
function FirstDay({ date }: { date: string | null }) {
  const now = useNow() ?? Date.now();
  const timeZone = useTimeZone();
  if (date === null) return null;
  const { days, level } = startUrgency(date, localDay(new Date(now), timeZone));
  const color =
    level === "past" || level === "urgent" ? "font-medium text-danger" : level === "soon" ? "font-medium text-pending" : undefined;
  const distance = daysAway(days ?? 0);
  return <p className={color}>{level === "past" ? m.firstDayWas({ distance }) : m.firstDayIs({ distance })}</p>;
}

/** Excludes a hire from onboarding, which can be undone, or includes an excluded one again. */
function ExcludeButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const exclude = useExclude(hire.id);
  const include = useInclude(hire.id);
  const isOut = hire.status === "excluded";

  function start(): void {
    const done = isOut
      ? include.mutateAsync().then((after) => announce(outcomeWords(m.included(), hire, after)))
      : exclude.mutateAsync().then((after) => announceChange(m.excludedNote(), after));
    done.catch((error: Error) => announce(error.message, "failure", retryOf(error, start)));
  }

  return (
    <Button variant={isOut ? "primary" : "quiet"} className="mt-2 w-full" busy={exclude.isPending || include.isPending} onClick={start}>
      {isOut ? m.include() : m.exclude()}
    </Button>
  );
}

function NextCheck({ at }: { at: string }) {
  const now = useNow();
  if (now !== null && new Date(at).getTime() <= now) return <p>{m.nextCheckDue()}</p>;
  return <p>{m.nextCheck({ when: <Moment at={at} /> })}</p>;
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
          (fresh) => announce(fresh.version === hire.version ? m.checkedSame() : m.checkedChanged()),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      {m.check()}
    </Button>
  );
}
