"use client";

import { clsx } from "clsx";
import { plainDate } from "@/components/ui/dates";
import { useNow } from "@/components/ui/use-now";
import { type StartUrgency, startUrgency } from "@/lib/hires/status";
import { localDay } from "@/lib/platform/calendar";

const colors: Record<StartUrgency["level"], string> = {
  unknown: "text-ink-faint",
  past: "text-danger font-medium",
  urgent: "text-danger font-medium",
  soon: "text-pending font-medium",
  later: "text-ink-faint",
};

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function distance(days: number): string {
  const size = Math.abs(days);
  if (size < 14) return words.format(days, "day");
  if (size < 60) return words.format(Math.round(days / 7), "week");
  if (size < 730) return words.format(Math.round(days / 30.4), "month");
  return words.format(Math.round(days / 365.25), "year");
}

/** The first day and how far off it is. A close or a passed day is told in colour only while it still matters (`isPressing`). */
export function StartDate({ date, isPressing }: { date: string | null; isPressing: boolean }) {
  const now = useNow();
  if (now === null) return null;
  if (date === null) return <span className="text-ink-faint">Not known</span>;
  const today = localDay(new Date(now));
  const { days, level } = startUrgency(date, today);
  return (
    <>
      <time dateTime={date}>{plainDate(date, "short", today)}</time>
      <span className={clsx("block text-xs", isPressing ? colors[level] : "text-ink-faint")}>{distance(days ?? 0)}</span>
    </>
  );
}
