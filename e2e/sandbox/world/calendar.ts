import type { Day, Moment } from "@/e2e/sandbox/world/model";
import { DAY_MS, utcDay } from "@/lib/platform/calendar";

/** Returns the moment `days` after another; negative days lie before it. */
export function momentIn(days: number, now: Moment): Moment {
  return now + days * DAY_MS;
}

/** Returns the calendar day (UTC) `days` after a moment. */
export function dayIn(days: number, now: Moment): Day {
  return utcDay(new Date(momentIn(days, now)));
}

/** A moment as ISO 8601, as every presentation sends it. */
export function iso(moment: Moment): string;
export function iso(moment: Moment | null): string | null;
export function iso(moment: Moment | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}
