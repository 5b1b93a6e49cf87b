"use client";

import { useOwnTimeZone } from "@/components/ui/time-zone";
import { useNow } from "@/components/ui/use-now";
import { dayAndTime, exactTime, relativeTime } from "@/lib/messages/format";

const USUAL_AGE_MS = 3 * 60_000;

interface MomentProps {
  /** ISO 8601 */
  at: string;
  /** `relative`: "2 minutes ago"; `listed`: "Today, 10:32". */
  style?: "relative" | "listed";
}

/** A moment in words, with the exact time and its zone on hover. */
export function Moment({ at, style = "relative" }: MomentProps) {
  const now = useNow();
  const timeZone = useOwnTimeZone();
  const moment = new Date(at);
  // Keeps the place: words that came into an empty one would move what stands beside and below it.
  if (now === null) {
    return (
      <time dateTime={at} aria-hidden className="invisible">
        {relativeTime(moment, moment.getTime() + USUAL_AGE_MS, timeZone)}
      </time>
    );
  }
  return (
    <time dateTime={at} title={exactTime(moment, timeZone)}>
      {style === "relative" ? relativeTime(moment, now, timeZone) : dayAndTime(moment, now, timeZone)}
    </time>
  );
}
