"use client";

import { useOwnTimeZone } from "@/components/ui/time-zone";
import { useNow } from "@/components/ui/use-now";
import { dayAndTime, exactTime, relativeTime } from "@/lib/messages/format";

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
  if (now === null) return <time dateTime={at} />;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exactTime(moment, timeZone)}>
      {style === "relative" ? relativeTime(moment, now, timeZone) : dayAndTime(moment, now, timeZone)}
    </time>
  );
}
