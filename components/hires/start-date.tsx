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
  if (now === null) return null;
  if (date === null) return <span className="text-ink-faint">{words.missing()}</span>;
  const today = localDay(new Date(now), timeZone);
  const { days, level } = startUrgency(date, today);
  return (
    <>
      <time dateTime={date}>{plainDate(date, "short", today)}</time>
      <span className={clsx("block text-xs", isPressing ? colors[level] : "text-ink-faint")}>{daysAway(days ?? 0)}</span>
    </>
  );
}
