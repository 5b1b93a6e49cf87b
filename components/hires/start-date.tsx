"use client";

import { clsx } from "clsx";
import { useTimeZone } from "@/components/ui/time-zone";
import { useNow } from "@/components/ui/use-now";
import { type StartUrgency, startUrgency } from "@/lib/hire-fields/rules";
import { daysAway, plainDate } from "@/lib/messages/format";
import * as words from "@/lib/messages/generated/hires/words";
import { localDay } from "@/lib/platform/calendar";

const colors: Record<StartUrgency["level"], string> = {
  unknown: "text-ink-faint",
  past: "text-danger font-medium",
  urgent: "text-danger font-medium",
  soon: "text-pending font-medium",
  later: "text-ink-faint",
};

/** The first day and how far off it is. A close or a passed day is told in colour only while it still matters (`isPressing`). */
export function StartDate({ date, isPressing }: { date: string | null; isPressing: boolean }) {
  const now = useNow();
  const timeZone = useTimeZone();
  if (date === null) return <span className="text-ink-faint">{words.missing()}</span>;
  if (now === null) return <UnknownYet date={date} />;
  const today = localDay(new Date(now), timeZone);
  const { days, level } = startUrgency(date, today);
  return (
    <>
      <time dateTime={date}>{plainDate(date, "short", today)}</time>
      <span className={clsx("block text-xs", isPressing ? colors[level] : "text-ink-faint")}>{daysAway(days ?? 0)}</span>
    </>
  );
}

/** Keeps the place until the reader's clock is known: words that came into an empty cell would move the rows under a press, which is lost then. */
function UnknownYet({ date }: { date: string }) {
  return (
    <span aria-hidden className="invisible">
      {plainDate(date, "short", date)}
      <span className="block text-xs">{daysAway(21)}</span>
    </span>
  );
}
